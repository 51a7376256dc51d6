using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Grading.Local;

namespace SreEvaluator.Composition;

/// <summary>The graders of a configuration, by choice.</summary>
public sealed class Graders
{
    private readonly JudgeGrader? _judge;
    private readonly Lazy<LocalGrader> _local;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<GraderChoice, string> _settings = [];

    /// <summary>Creates it.</summary>
    /// <param name="judge">The judge; null where none is configured.</param>
    /// <param name="local">Reads the local model; called once, and only when the local grader is wanted.</param>
    /// <param name="time">The clock.</param>
    internal Graders(JudgeGrader? judge, Func<LocalGrader> local, TimeProvider time)
    {
        _judge = judge;
        _local = new Lazy<LocalGrader>(local);
        _time = time;
    }

    /// <summary>Whether a judge is configured.</summary>
    public bool HasJudge => _judge is not null;

    /// <summary>The local grader.</summary>
    /// <exception cref="InputException">Its model is missing or broken.</exception>
    public LocalGrader Local => _local.Value;

    /// <summary>The grader for a choice.</summary>
    /// <param name="choice">Which is wanted.</param>
    /// <exception cref="OptionsValidationException">The judge is wanted and none is configured: says what to set.</exception>
    /// <exception cref="InputException">The local model is missing or broken.</exception>
    public IGrader For(GraderChoice choice) => choice switch
    {
        GraderChoice.Auto => new FallbackGrader(_judge, Local, _time),
        GraderChoice.Judge => new FallbackGrader(_judge ?? throw NoJudge(), local: null, _time),
        GraderChoice.Local => new FallbackGrader(judge: null, Local, _time),
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, "No such grader."),
    };

    /// <summary>All that shapes what the grader for a choice says of an answer, apart from the rubric, by name: two that are the same say the same.</summary>
    /// <param name="choice">Which is wanted.</param>
    /// <exception cref="InputException">The local model is missing or broken.</exception>
    public SortedDictionary<string, string> SettingsOf(GraderChoice choice)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["program"] = typeof(Graders).Assembly.GetName().Version?.ToString() ?? string.Empty,
            ["grader"] = choice.ToString().ToLowerInvariant(),
        };
        foreach (var grader in new[] { choice == GraderChoice.Local ? null : _judge?.Settings, choice == GraderChoice.Judge ? null : Local.Settings })
        {
            foreach (var (name, value) in grader ?? new Dictionary<string, string>())
            {
                settings[name] = value;
            }
        }

        return settings;
    }

    /// <summary>The SHA-256 of <see cref="SettingsOf"/>, in lower-case hexadecimal.</summary>
    /// <param name="choice">Which is wanted.</param>
    /// <exception cref="InputException">The local model is missing or broken.</exception>
    public string SettingsHashOf(GraderChoice choice) => _settings.GetOrAdd(choice, wanted => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', SettingsOf(wanted).Select(setting => $"{setting.Key}={setting.Value}"))))));

    private static OptionsValidationException NoJudge() => new(
        JudgeOptions.Section,
        typeof(JudgeOptions),
        ["No judge is configured. Set SRE_Judge__Provider to openai, azure-openai, openai-compatible, ollama or anthropic, and SRE_Judge__Model to a model; or grade with --grader local."]);
}
