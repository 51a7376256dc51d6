using SreEvaluator.Rubrics;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Interviews;

/// <summary>One question of an interview.</summary>
/// <param name="Number">Its place in the interview, from 1.</param>
/// <param name="Id">The question's id.</param>
/// <param name="Question">The question; null where no rubric has it any more.</param>
/// <param name="Answer">The answer that counts, the latest; null while there is none.</param>
/// <param name="Before">Those whose place it took, the latest first.</param>
public sealed record Asked(int Number, string Id, Question? Question, StoredAnswer? Answer, IReadOnlyList<StoredAnswer> Before)
{
    /// <summary>What the candidate sent, where somebody entered another answer in its place; null otherwise.</summary>
    public StoredAnswer? Own => IsEntered ? Before.FirstOrDefault(answer => answer.EnteredBy.Length == 0) : null;

    /// <summary>Whether somebody entered the answer for the candidate.</summary>
    public bool IsEntered => Answer is { EnteredBy.Length: > 0 };

    /// <summary>What people call it.</summary>
    public string Topic => Question is null ? Id : Question.Kind == QuestionKind.FollowUp ? $"{Question.Topic}: follow-up" : Question.Topic;
}
