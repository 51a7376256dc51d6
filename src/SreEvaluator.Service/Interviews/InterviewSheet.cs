using SreEvaluator.Storage;

namespace SreEvaluator.Service.Interviews;

/// <summary>An interview as it stands: who is asked, what, and what was answered.</summary>
/// <param name="Interview">The interview.</param>
/// <param name="Candidate">Who is asked.</param>
/// <param name="Asked">The questions, in their order.</param>
public sealed record InterviewSheet(Interview Interview, Candidate Candidate, IReadOnlyList<Asked> Asked)
{
    /// <summary>How many questions are answered.</summary>
    public int Answered => Asked.Count(asked => asked.Answer is not null);
}
