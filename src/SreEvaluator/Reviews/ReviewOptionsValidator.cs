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
            Problem(nameof(options.LeastConfidence), options.LeastConfidence, 0, 1, ReviewOptions.DefaultLeastConfidence),
            Problem(
                nameof(options.UncertainKeyPoints),
                options.UncertainKeyPoints,
                1,
                ReviewOptions.MostUncertainKeyPoints,
                ReviewOptions.DefaultUncertainKeyPoints),
            Problem(nameof(options.LeastCriticalConfidence), options.LeastCriticalConfidence, 0, 1, ReviewOptions.DefaultLeastCriticalConfidence),
            Problem(nameof(options.BandMargin), options.BandMargin, 0, ReviewOptions.GreatestBandMargin, ReviewOptions.DefaultBandMargin),
            Problem(nameof(options.LeastLocalConfidence), options.LeastLocalConfidence, 0, 1, ReviewOptions.DefaultLeastLocalConfidence),
            Problem(nameof(options.ApartKeyPoints), options.ApartKeyPoints, 1, ReviewOptions.MostUncertainKeyPoints, ReviewOptions.DefaultApartKeyPoints),
        ];
        var found = problems.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? Problem(string option, double value, double least, double greatest, double usual) => value >= least && value <= greatest
        ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{ReviewOptions.Section}:{option} is {value}; expected {least} to {greatest}. Set it in appsettings.json or as SRE_{ReviewOptions.Section}__{option}={usual}");
}
