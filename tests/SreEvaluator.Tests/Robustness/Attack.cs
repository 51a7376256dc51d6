using SreEvaluator.Grading;

namespace SreEvaluator.Tests.Robustness;

/// <summary>A way to get credit that an answer does not deserve.</summary>
/// <param name="Case">Its number in the list of cases; 0 for what the list does not name.</param>
/// <param name="Name">What it does.</param>
/// <param name="Expected">What must come of it: = the same credit, F a flag, 0 no credit at all.</param>
/// <param name="Texts">The manipulated answers that it makes of a clean one.</param>
internal sealed record Attack(int Case, string Name, string Expected, Func<LabelledAnswer, IEnumerable<string>> Texts)
{
    /// <summary>An attack that adds something to an answer: after it, and one that is added before it too.</summary>
    public static Attack Adding(int number, string name, string expected, params string[] additions) => new(
        number, name, expected, twin => [.. additions.Select(addition => $"{twin.Answer.Text}\n\n{addition}"), $"{additions[0]}\n\n{twin.Answer.Text}"]);

    /// <summary>An attack that stands in place of an answer.</summary>
    public static Attack Instead(int number, string name, string expected, Func<LabelledAnswer, IEnumerable<string>> texts) => new(number, name, expected, texts) { IsWhole = true };

    /// <summary>An attack that changes the whole text, and hides an order in it or not.</summary>
    public static Attack Changing(int number, string name, string expected, params Func<string, string>[] changes) => new(
        number, name, expected, twin => changes.Select(change => change(twin.Answer.Text)));

    /// <summary>Whether nothing of the clean answer is left.</summary>
    public bool IsWhole { get; private init; }
}
