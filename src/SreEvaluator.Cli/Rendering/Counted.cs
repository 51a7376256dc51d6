using System.Globalization;

namespace SreEvaluator.Cli.Rendering;

/// <summary>Numbers of things in words.</summary>
internal static class Counted
{
    /// <summary>Such as <c>1 question</c> or <c>1,966 quotes</c>.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="thing">What one of them is called; more are called so with an s.</param>
    public static string Of(int count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}{(count == 1 ? string.Empty : "s")}");
}
