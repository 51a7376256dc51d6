using System.Globalization;

namespace SreEvaluator.Service.Evaluations;

/// <summary>How long a caller waits for an evaluation: the header <c>Prefer</c> of RFC 7240, <c>wait=10</c> or <c>respond-async</c>.</summary>
internal static class Patience
{
    /// <summary>How long, where the caller does not say.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(3);

    /// <summary>The longest.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    /// <summary>Reads the header; what is not understood is ignored, as the RFC says.</summary>
    public static TimeSpan Of(HttpRequest request)
    {
        foreach (var preference in request.Headers["Prefer"].SelectMany(line => (line ?? string.Empty).Split(',', StringSplitOptions.TrimEntries)))
        {
            if (preference.Equals("respond-async", StringComparison.OrdinalIgnoreCase))
            {
                return TimeSpan.Zero;
            }

            if (preference.Split('=', 2) is ["wait", var seconds] && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var wait))
            {
                return TimeSpan.FromSeconds(Math.Min(wait, (int)Most.TotalSeconds));
            }
        }

        return Usual;
    }
}
