using SreEvaluator.Rubrics;

namespace SreEvaluator.Service.Rubrics;

/// <summary>What is asked. What an answer is graded by is not in it.</summary>
/// <param name="Id">The question's id, such as <c>incident-management/follow-up</c>.</param>
/// <param name="Topic">The topic's name.</param>
/// <param name="Kind"><c>scenario</c> or <c>follow-up</c>.</param>
/// <param name="Asks">The question as the candidate reads it.</param>
/// <param name="RubricVersion">The version of its rubric.</param>
/// <param name="RubricHash">The SHA-256 of its rubric's file.</param>
public sealed record QuestionJson(string Id, string Topic, string Kind, string Asks, string RubricVersion, string RubricHash)
{
    internal static QuestionJson Of(Question question) => new(
        question.Id,
        question.Topic,
        question.Kind == QuestionKind.Scenario ? "scenario" : "follow-up",
        question.Asks,
        question.RubricVersion,
        question.RubricHash);
}
