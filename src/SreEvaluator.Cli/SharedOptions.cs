using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;

namespace SreEvaluator.Cli;

/// <summary>Options that mean the same in every command that has them.</summary>
internal static class SharedOptions
{
    private const int DefaultConcurrency = 4;
    private const int MostConcurrency = 64;

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

    /// <summary>How many are graded at a time.</summary>
    public static Option<int> Concurrency(string what) => Number(
        "--concurrency", "n", $"How many {what} are graded at the same time, 1 to {MostConcurrency}.", DefaultConcurrency, 1, MostConcurrency);

    /// <summary>A number within bounds; anything else is a usage error that names them.</summary>
    public static Option<T> Number<T>(string name, string helpName, string description, T value, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = helpName,
            DefaultValueFactory = _ => value,
            CustomParser = result =>
            {
                var word = result.Tokens.Single().Value;
                if (T.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                {
                    return number;
                }

                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: found {word}; expected {least} to {most}."));
                return value;
            },
        };

    /// <summary>A number from 1 that may be left away; anything else is a usage error that names the bounds.</summary>
    public static Option<int?> OptionalNumber(string name, string description, int most)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "n" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is { } number && (number < 1 || number > most))
            {
                result.AddError($"{name}: found {result.Tokens[0].Value}; expected {(most == int.MaxValue ? "1 or more" : $"1 to {most}")}.");
            }
        });
        return option;
    }

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
