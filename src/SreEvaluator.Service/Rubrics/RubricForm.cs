using SreEvaluator.Service.Web;

namespace SreEvaluator.Service.Rubrics;

/// <summary>What the form of a rubric sends.</summary>
/// <param name="Source">The YAML.</param>
/// <param name="Based">The hash of the version that it was made of.</param>
/// <param name="Reason">Why it is to be published.</param>
/// <param name="Do">Which button sent it: <see cref="Publish"/>, or another one that only looks.</param>
internal sealed record RubricForm(string? Source, string? Based, string? Reason, string? Do)
{
    /// <summary>The button that publishes.</summary>
    public const string Publish = "publish";

    /// <summary>The YAML as files end lines, whatever the browser's form made of it.</summary>
    public string Text => FormText.Of(Source);
}
