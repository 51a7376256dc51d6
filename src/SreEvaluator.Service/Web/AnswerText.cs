using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Localization;
using SreEvaluator.Reports;

namespace SreEvaluator.Service.Web;

/// <summary>
/// An answer as it was written, what counts in it marked, each mark leading to what it counts for. It is code and no markup, so that no white space but the
/// answer's own gets into it.
/// </summary>
public sealed class AnswerText : ComponentBase
{
    private ImmutableArray<MarkedPart> _parts = [];

    /// <summary>The answer's text.</summary>
    [Parameter, EditorRequired] public required string Text { get; set; }

    /// <summary>What is marked in it.</summary>
    [Parameter] public IReadOnlyList<MarkedSpan> Spans { get; set; } = [];

    [Inject] private IStringLocalizer<Texts> T { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnParametersSet() =>
        _parts = [.. MarkedText.Of(Text, Spans.Select(span => (span.Start, span.Length, span.Number)))];

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "answer");

        // The language is the writer's own.
        builder.AddAttribute(2, "lang", string.Empty);
        builder.AddAttribute(3, "dir", "auto");
        foreach (var part in _parts)
        {
            if (part.Numbers.IsEmpty)
            {
                builder.AddContent(4, part.Text);
            }
            else
            {
                Mark(builder, part);
            }
        }

        builder.CloseElement();
    }

    private void Mark(RenderTreeBuilder builder, MarkedPart part)
    {
        builder.OpenElement(5, "mark");
        builder.AddAttribute(6, "class", Style(part));
        foreach (var number in part.Numbers.Where(number => IsFirst(part, number)))
        {
            // Where the point's own link leads.
            builder.OpenElement(7, "span");
            builder.AddAttribute(8, "id", $"a-{number}");
            builder.CloseElement();
        }

        builder.AddContent(9, part.Text);
        if (!part.Ending.IsEmpty)
        {
            builder.OpenElement(10, "sup");
            foreach (var number in part.Ending)
            {
                builder.OpenElement(11, "a");
                builder.AddAttribute(12, "href", $"#p-{number}");
                builder.AddAttribute(13, "aria-label", T["answer.mark", number].Value);
                builder.AddContent(14, number);
                builder.CloseElement();
            }

            builder.CloseElement();
        }

        builder.CloseElement();
    }

    private bool IsFirst(MarkedPart part, string number) => ReferenceEquals(_parts.First(other => other.Numbers.Contains(number)), part);

    private string? Style(MarkedPart part) => Spans.Where(span => part.Numbers.Contains(span.Number)).Max(span => span.Kind) switch
    {
        MarkKind.RedFlag => "flag",
        MarkKind.Partial => "partial",
        _ => null,
    };
}
