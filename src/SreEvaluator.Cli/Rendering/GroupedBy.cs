namespace SreEvaluator.Cli.Rendering;

/// <summary>What the rows of a table of agreement have in common.</summary>
internal enum GroupedBy
{
    Question,
    KeyPoint,
    Writer,
    Style,
}
