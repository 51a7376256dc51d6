using System.Globalization;
using Microsoft.Extensions.Options;

namespace SreEvaluator.Grading;

/// <summary>Says what is not set or out of range. Whether a folder can be used is told by what reads it.</summary>
internal sealed class GradingOptionsValidator : IValidateOptions<GradingOptions>
{
    public ValidateOptionsResult Validate(string? name, GradingOptions options)
    {
        (string Option, string Value, string Example)[] folders =
        [
            (nameof(options.Rubrics), options.Rubrics, "./my-rubrics"),
            (nameof(options.Models), options.Models, "./my-models"),
        ];
        var problems = folders
            .Where(folder => string.IsNullOrWhiteSpace(folder.Value))
            .Select(folder => $"{GradingOptions.Section}:{folder.Option} is empty; set it to a folder: SRE_{GradingOptions.Section}__{folder.Option}={folder.Example}")
            .ToList();
        if (options.RedFlagDeduction is not (>= 0 and <= ScoringRules.GreatestRedFlagDeduction))
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{GradingOptions.Section}:{nameof(options.RedFlagDeduction)} is {options.RedFlagDeduction}; expected 0 to {ScoringRules.GreatestRedFlagDeduction}. Set it in appsettings.json or as SRE_{GradingOptions.Section}__{nameof(options.RedFlagDeduction)}={ScoringRules.DefaultRedFlagDeduction}"));
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
