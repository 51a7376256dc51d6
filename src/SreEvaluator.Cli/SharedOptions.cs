using System.CommandLine;
using System.CommandLine.Parsing;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;

namespace SreEvaluator.Cli;

/// <summary>Options that mean the same in every command that has them.</summary>
internal static class SharedOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Writes JSON to standard output instead of text for people." };

    public static Option<string> Rubrics() => new("--rubrics")
    {
        Description = "A folder of your own rubrics. Default: those that come with the program.",
        HelpName = "folder",
    };

    public static Option<string> Question(bool required) => new("--question", "-q")
    {
        Description = "The question's id; see them with: sre-evaluator rubric list",
        HelpName = "id",
        Required = required,
    };

    public static Option<GraderChoice> Grader()
    {
        var option = new Option<GraderChoice>("--grader")
        {
            Description = "auto: the configured model, and the local grader where there is none or it fails. judge: the model alone. local: the local grader alone. Default: auto.",
            HelpName = "auto|judge|local",
            CustomParser = result => Choice(result, [("auto", GraderChoice.Auto), ("judge", GraderChoice.Judge), ("local", GraderChoice.Local)]),
        };
        option.CompletionSources.Add("auto", "judge", "local");
        return option;
    }

    public static Option<Reveal> Reveal() => new("--reveal")
    {
        Description = "Shows what the missing key points are, not only hints.",
        Arity = ArgumentArity.Zero,
        CustomParser = _ => Feedback.Reveal.Statements,
    };

    /// <summary>One of a few words, or an error that lists them.</summary>
    public static T Choice<T>(ArgumentResult result, (string Word, T Value)[] choices)
        where T : struct
    {
        var word = result.Tokens.Single().Value;
        foreach (var (known, value) in choices)
        {
            if (string.Equals(word, known, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        result.AddError($"{(result.Parent as OptionResult)?.Option.Name}: found {word}; expected {string.Join(" or ", choices.Select(choice => choice.Word))}.");
        return default;
    }
}
