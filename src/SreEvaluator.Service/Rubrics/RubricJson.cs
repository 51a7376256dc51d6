using SreEvaluator.Rubrics;

namespace SreEvaluator.Service.Rubrics;

/// <summary>A topic with its questions.</summary>
/// <param name="Id">The id of its scenario.</param>
/// <param name="Topic">The topic's name.</param>
/// <param name="Version">The version that its author gave.</param>
/// <param name="Hash">The SHA-256 of its file, in lower-case hexadecimal.</param>
/// <param name="Questions">Its questions, the scenario first.</param>
public sealed record RubricJson(string Id, string Topic, string Version, string Hash, IReadOnlyList<QuestionJson> Questions)
{
    internal static RubricJson Of(Rubric rubric) =>
        new(rubric.Id, rubric.Topic, rubric.Version, rubric.Hash, [.. rubric.Questions.Select(QuestionJson.Of)]);
}
