using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading;

/// <summary>Turns a question and an answer into an evaluation.</summary>
public interface IGrader
{
    /// <summary>Grades one answer.</summary>
    /// <param name="question">The question that was asked.</param>
    /// <param name="answer">What the candidate wrote.</param>
    /// <param name="cancellationToken">Ends the work; the task is then cancelled, never a failed evaluation.</param>
    Task<Evaluation> GradeAsync(Question question, Answer answer, CancellationToken cancellationToken);
}
