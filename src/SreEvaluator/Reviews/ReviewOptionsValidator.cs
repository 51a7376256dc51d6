using System.Globalization;
using Microsoft.Extensions.Options;

namespace SreEvaluator.Reviews;

/// <summary>Says what to set where a threshold is out of its range.</summary>
internal sealed class ReviewOptionsValidator : IValidateOptions<ReviewOptions>
{
    public ValidateOptionsResult Validate(string? name, ReviewOptions options)
    {
        string?[] problems =
        [
            Problem(nameof(options.LeastConfidence), options.LeastConfidence, 1, ReviewOptions.DefaultLeastConfidence),
            Problem(nameof(options.LeastCriticalConfidence), options.LeastCriticalConfidence, 1, ReviewOptions.DefaultLeastCriticalConfidence),
            Problem(nameof(options.BandMargin), options.BandMargin, ReviewOptions.GreatestBandMargin, ReviewOptions.DefaultBandMargin),
        ];
        var found = problems.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? Problem(string option, double value, double greatest, double usual) => value >= 0 && value <= greatest
        ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{ReviewOptions.Section}:{option} is {value}; expected 0 to {greatest}. Set it in appsettings.json or as SRE_{ReviewOptions.Section}__{option}={usual}");
}
