using System.CommandLine;
using SreEvaluator.Grading.Judging;

namespace SreEvaluator.Cli;

/// <summary>Settings given on the command line, which win over all others.</summary>
internal static class Settings
{
    private const string Name = "--set";
    private const string NoCacheName = "--no-cache";

    private static readonly KeyValuePair<string, string?>[] CachesOff =
    [
        KeyValuePair.Create($"{JudgeOptions.Section}:{nameof(JudgeOptions.Cache)}", (string?)JudgeOptions.NoCache),
        KeyValuePair.Create($"{JudgeOptions.SecondSection}:{nameof(JudgeOptions.Cache)}", (string?)JudgeOptions.NoCache),
    ];

    /// <summary>The option of the root, known to every command.</summary>
    public static Option<string[]> Option()
    {
        var option = new Option<string[]>(Name)
        {
            Description = "Sets one setting, such as Judge:Provider=ollama. May be given more than once. Not for keys: other users can see command lines.",
            HelpName = "section:name=value",
            Recursive = true,
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !IsSetting(token.Value)))
            {
                result.AddError($"{Name}: found {token.Value}; expected section:name=value, such as Judge:Provider=ollama.");
            }
        });
        return option;
    }

    /// <summary>Short for the setting that is most often wanted for one run.</summary>
    public static Option<bool> NoCache() => new(NoCacheName)
    {
        Description = $"Asks the model anew where the cache holds its reply, and keeps no reply: short for --set Judge:Cache={JudgeOptions.NoCache}.",
        Recursive = true,
    };

    /// <summary>What a command line sets.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> In(ParseResult parsed) =>
        (parsed.GetValue<string[]>(Name) ?? []).Select(text => text.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], (string?)parts[1]))
            .Concat(parsed.GetValue<bool>(NoCacheName) ? CachesOff : []);

    private static bool IsSetting(string text) => text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && text.IndexOf('=', StringComparison.Ordinal) > colon + 1;
}
