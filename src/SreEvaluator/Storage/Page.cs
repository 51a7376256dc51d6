namespace SreEvaluator.Storage;

/// <summary>A part of a long list.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
/// <param name="Items">The part, in the list's order.</param>
/// <param name="Next">Where the next part begins: what to give as <c>after</c>; null where this is the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, Guid? Next)
{
    internal static Page<T> Of(List<T> oneTooMany, int limit, Func<T, Guid> id) => oneTooMany.Count > limit
        ? new Page<T>(oneTooMany.GetRange(0, limit), id(oneTooMany[limit - 1]))
        : new Page<T>(oneTooMany, null);
}
