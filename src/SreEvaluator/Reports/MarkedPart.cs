using System.Collections.Immutable;

namespace SreEvaluator.Reports;

/// <summary>A part of an answer's text that is marked the same throughout.</summary>
/// <param name="Text">The part such that nothing of it is hidden or shows the rest in another order.</param>
/// <param name="Numbers">The numbers of what it is evidence for; empty where it is not marked.</param>
/// <param name="Ending">Those of them whose evidence ends with this part.</param>
public sealed record MarkedPart(string Text, ImmutableArray<string> Numbers, ImmutableArray<string> Ending);
