using SreEvaluator.Rubrics;

namespace SreEvaluator.Service.Rubrics;

/// <summary>What answers to a question are graded by.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="KeyPoints">What a strong answer says.</param>
/// <param name="RedFlags">Misconceptions that lower the result.</param>
public sealed record KeyPointsJson(string Question, IReadOnlyList<KeyPointJson> KeyPoints, IReadOnlyList<RedFlagStatementJson> RedFlags)
{
    internal static KeyPointsJson Of(Question question) => new(
        question.Id,
        [.. question.KeyPoints.Select(KeyPointJson.Of)],
        [.. question.RedFlags.Select(redFlag => new RedFlagStatementJson(redFlag.Id, redFlag.Statement))]);
}
