using Microsoft.Extensions.Options;

namespace SreEvaluator.Grading;

/// <summary>Says which folder is not set. Whether it can be used is told by what reads it.</summary>
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
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
