using System.Globalization;

namespace SreEvaluator.Service.Paging;

/// <summary>Which part of a long list is wanted.</summary>
/// <param name="After">Where the last part ended; null for the first.</param>
/// <param name="Limit">How many items.</param>
internal readonly record struct PageRequest(Guid? After, int Limit)
{
    private const int Most = 200;
    private const int Usual = 50;

    /// <summary>Reads what a caller asks for.</summary>
    /// <param name="after">The <c>next</c> of the last part; null for the first.</param>
    /// <param name="limit">How many items, 1 to 200; null for 50.</param>
    /// <exception cref="InputException">One of them can't be used.</exception>
    public static PageRequest Of(string? after, int? limit)
    {
        if (limit is < 1 or > Most)
        {
            throw new InputException(new InputProblem("limit", null, limit.Value.ToString(CultureInfo.InvariantCulture), $"1 to {Most}"));
        }

        var cursor = Guid.Empty;
        if (after is not null && !Guid.TryParseExact(after, "N", out cursor))
        {
            throw new InputException(new InputProblem("after", null, "something else", "the next of the last part"));
        }

        return new PageRequest(after is null ? null : cursor, limit ?? Usual);
    }
}
