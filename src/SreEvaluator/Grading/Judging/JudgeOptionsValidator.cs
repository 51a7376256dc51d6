using Microsoft.Extensions.Options;

namespace SreEvaluator.Grading.Judging;

/// <summary>Says what is missing or out of range in the judge's options, and how to set it. Never shows the key.</summary>
internal sealed class JudgeOptionsValidator : IValidateOptions<JudgeOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, JudgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = options.Provider == JudgeProvider.None ? [] : new JudgeOptionsProblems(SectionOf(name)).Of(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>The section of an options' name.</summary>
    public static string SectionOf(string? name) => name == JudgeOptions.SecondSection ? JudgeOptions.SecondSection : JudgeOptions.Section;
}
