using SreEvaluator.Storage;

namespace SreEvaluator.Service.Reviews;

/// <summary>An evaluation that asks for a person.</summary>
/// <param name="EvaluationId">The evaluation.</param>
/// <param name="Reasons">Why, each as <c>kind: detail</c>.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="ClosedAt">When somebody decided; null while it is open.</param>
/// <param name="ClosedBy">Who decided.</param>
/// <param name="Note">What they noted.</param>
public sealed record ReviewQueueJson(
    Guid EvaluationId, IReadOnlyList<string> Reasons, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? ClosedBy, string? Note)
{
    internal static ReviewQueueJson Of(Review review) =>
        new(review.EvaluationId, review.Reasons, review.OpenedAt, review.ClosedAt, review.ClosedBy, review.Note);
}
