using SreEvaluator.Rubrics;

namespace SreEvaluator.Robustness;

/// <summary>A way to get credit that an answer does not deserve.</summary>
public sealed class Manipulation
{
    private readonly Func<Question, string, IEnumerable<string>> _texts;

    private Manipulation(int number, string name, ManipulationKind kind, Func<Question, string, IEnumerable<string>> texts)
    {
        Number = number;
        Name = name;
        Kind = kind;
        _texts = texts;
    }

    /// <summary>Its number in <c>docs/robustness.md</c>; 0 for what the list there does not name.</summary>
    public int Number { get; }

    /// <summary>What it does, in a few words.</summary>
    public string Name { get; }

    /// <summary>What it leaves of the clean answer, and so what credit is undeserved.</summary>
    public ManipulationKind Kind { get; }

    /// <summary>The manipulated answers that it makes of a clean one.</summary>
    /// <param name="question">The question that is answered.</param>
    /// <param name="clean">The clean answer's text.</param>
    public IEnumerable<string> Of(Question question, string clean)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(clean);
        return _texts(question, clean);
    }

    /// <summary>One that adds something to an answer: each addition after it, and the first before it too.</summary>
    internal static Manipulation Adding(int number, string name, params string[] additions) => new(
        number,
        name,
        ManipulationKind.KeepsAnswer,
        (_, clean) => [.. additions.Select(addition => $"{clean}\n\n{addition}"), $"{additions[0]}\n\n{clean}"]);

    /// <summary>One that changes the whole text and leaves what it says.</summary>
    internal static Manipulation Changing(int number, string name, params Func<string, string>[] changes) =>
        new(number, name, ManipulationKind.KeepsAnswer, (_, clean) => changes.Select(change => change(clean)));

    /// <summary>One that leaves nothing that deserves credit.</summary>
    internal static Manipulation Instead(int number, string name, Func<Question, string, IEnumerable<string>> texts) =>
        new(number, name, ManipulationKind.ReplacesAnswer, texts);
}
