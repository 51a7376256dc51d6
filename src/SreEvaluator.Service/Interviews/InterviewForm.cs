namespace SreEvaluator.Service.Interviews;

/// <summary>What the form of a new interview sends.</summary>
/// <param name="Candidate">The candidate's name; null where <paramref name="CandidateId"/> says who it is.</param>
/// <param name="CandidateId">A candidate who is there; null for a new one.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Questions">The ids of the chosen questions.</param>
public sealed record InterviewForm(string? Candidate, Guid? CandidateId, string? Title, IReadOnlyList<string> Questions)
{
    /// <summary>Nothing filled in.</summary>
    public static readonly InterviewForm Empty = new(null, null, null, []);
}
