using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Judging;

/// <summary>A passage of an answer with the verdict that people gave it, shown to the judge as an example beside its key point.</summary>
public sealed record JudgeExemplar
{
    /// <summary>The most characters of a passage.</summary>
    public const int MostCharacters = 600;

    /// <summary>Creates an exemplar.</summary>
    /// <param name="question">The id of the question.</param>
    /// <param name="keyPoint">The id of the key point.</param>
    /// <param name="text">The passage, up to <see cref="MostCharacters"/>.</param>
    /// <param name="coverage">Covered, partial or missing.</param>
    /// <exception cref="ArgumentException">An id or the passage is blank, or the passage too long.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The coverage is none that an example can have.</exception>
    public JudgeExemplar(string question, string keyPoint, string text, Coverage coverage)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(question);
        ArgumentException.ThrowIfNullOrWhiteSpace(keyPoint);
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text.Length > MostCharacters)
        {
            throw new ArgumentException($"An exemplar has up to {MostCharacters} characters; this one has {text.Length}.", nameof(text));
        }

        if (coverage is not (Coverage.Covered or Coverage.Partial or Coverage.Missing))
        {
            throw new ArgumentOutOfRangeException(nameof(coverage), coverage, "An exemplar is covered, partial or missing.");
        }

        Question = question;
        KeyPoint = keyPoint;
        Text = text;
        Coverage = coverage;
    }

    /// <summary>The id of the question.</summary>
    public string Question { get; }

    /// <summary>The id of the key point.</summary>
    public string KeyPoint { get; }

    /// <summary>The passage.</summary>
    public string Text { get; }

    /// <summary>What the passage is an example of.</summary>
    public Coverage Coverage { get; }

    /// <summary>Whether it belongs to a key point of a question.</summary>
    internal bool IsFor(Question question, KeyPoint keyPoint) => Question == question.Id && KeyPoint == keyPoint.Id;
}
