using SreEvaluator.Storage;

namespace SreEvaluator.Service.Paging;

/// <summary>Makes parts of lists.</summary>
internal static class PageParts
{
    /// <summary>A part as the API gives it.</summary>
    /// <param name="page">The part as it was read.</param>
    /// <param name="item">How an item is given.</param>
    public static PageJson<TJson> Of<T, TJson>(Page<T> page, Func<T, TJson> item) => new([.. page.Items.Select(item)], page.Next?.ToString("N"));
}
