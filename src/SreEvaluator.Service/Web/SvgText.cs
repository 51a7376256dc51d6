using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace SreEvaluator.Service.Web;

/// <summary>A text in a drawing. In markup its element would be taken for Razor's own of the same name.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>Where from the left.</summary>
    [Parameter, EditorRequired] public required string X { get; set; }

    /// <summary>Where from the top.</summary>
    [Parameter, EditorRequired] public required string Y { get; set; }

    /// <summary>What of it stands there: <c>start</c>, <c>middle</c> or <c>end</c>.</summary>
    [Parameter] public string Anchor { get; set; } = "start";

    /// <summary>Its style; null for the usual one.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>The text.</summary>
    [Parameter, EditorRequired] public required string Text { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "text-anchor", Anchor);
        builder.AddAttribute(4, "class", Class);
        builder.AddContent(5, Text);
        builder.CloseElement();
    }
}
