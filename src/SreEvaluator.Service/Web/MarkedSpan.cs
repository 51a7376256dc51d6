namespace SreEvaluator.Service.Web;

/// <summary>A span of an answer that counts for something.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Number">The number on the page of what it counts for.</param>
/// <param name="Kind">What it stands for.</param>
public sealed record MarkedSpan(int Start, int Length, string Number, MarkKind Kind);
