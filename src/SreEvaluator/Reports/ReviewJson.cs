using System.Collections.Immutable;

namespace SreEvaluator.Reports;

/// <summary>Whether an evaluation asks for a person.</summary>
/// <param name="Needed">Whether it does.</param>
/// <param name="Reasons">Why, each as <c>kind: detail</c>.</param>
public sealed record ReviewJson(bool Needed, ImmutableArray<string> Reasons);
