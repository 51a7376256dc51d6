using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Support;

/// <summary>Valid things of which a test names only what matters to it.</summary>
internal static class Some
{
    public static KeyPoint KeyPoint(string id = "mitigate-first", int weight = 2, bool critical = false) => new()
    {
        Id = id,
        Weight = weight,
        Critical = critical,
        Statement = $"Makes the point {id}.",
        Covered = "Says so in any words.",
        Partial = "Names it in passing.",
        Cues = [new Cue([["roll back", "failover"]])],
        Exemplars = ["I would roll back first.", "First I bring it back to how it was before."],
        Hint = "What comes first?",
        Advice = "Practise saying what comes first.",
        Probe = "What would you do in the first five minutes?",
    };

    public static Question Question(string id = "incident-management", params ReadOnlySpan<KeyPoint> keyPoints) => new()
    {
        Id = id,
        Topic = "Incident Management",
        Kind = QuestionKind.Scenario,
        Asks = "A critical service is down. Walk me through your response.",
        KeyPoints = keyPoints.Length == 0 ? [KeyPoint(weight: 3, critical: true), KeyPoint("incident-roles")] : [.. keyPoints],
        RedFlags = [new RedFlag { Id = "blames-people", Statement = "Looks for who is to blame.", Cues = [new Cue([["blame"]])] }],
        RubricVersion = "1.0.0",
        RubricHash = new string('a', 64),
    };

    public static Rubric Rubric(params ReadOnlySpan<Question> questions) => new()
    {
        Topic = "Incident Management",
        Version = "1.0.0",
        Source = string.Empty,
        Hash = new string('a', 64),
        Questions = [.. questions],
    };

    public static Answer Answer(string text = "I would roll back the last release before anything else.") => new("answer-1", text);

    public static Verdict Verdict(KeyPoint keyPoint, Coverage coverage, double confidence = 0.9) => new(
        keyPoint,
        coverage,
        coverage is Coverage.Covered or Coverage.Partial ? [Evidence.At(Answer(), 0, 7)] : [],
        "Because.",
        confidence);

    public static Provenance Provenance() => new()
    {
        RubricVersion = "1.0.0",
        RubricHash = new string('a', 64),
        At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Duration = TimeSpan.FromMilliseconds(5),
    };
}
