using SreEvaluator.Storage;

namespace SreEvaluator.Service.Interviews;

/// <summary>Somebody who answers.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Name">How people call them.</param>
/// <param name="CreatedAt">When they were entered.</param>
public sealed record CandidateJson(Guid Id, string Name, DateTimeOffset CreatedAt)
{
    internal static CandidateJson Of(Candidate candidate) => new(candidate.Id, candidate.Name, candidate.CreatedAt);
}
