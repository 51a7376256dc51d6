namespace SreEvaluator.Service.Paging;

/// <summary>A part of a long list.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
/// <param name="Items">The part, in the list's order.</param>
/// <param name="Next">What to give as <c>after</c> for the next part; null where this is the last.</param>
public sealed record PageJson<T>(IReadOnlyList<T> Items, string? Next);
