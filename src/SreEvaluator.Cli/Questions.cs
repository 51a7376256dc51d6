using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli;

/// <summary>Finds questions by what was typed.</summary>
internal static class Questions
{
    private const string FollowUp = "/follow-up";

    /// <summary>The question with an id, read alone, as the rubrics of other topics are of no use to it.</summary>
    /// <param name="folder">The folder of rubrics.</param>
    /// <param name="id">What was typed.</param>
    /// <exception cref="InputException">There is no such question: names the nearest ones.</exception>
    public static Question Find(string folder, string id) => RubricLibrary.LoadQuestion(folder, id) ?? throw Unknown(RubricLibrary.Load(folder), id);

    /// <summary>The question that follows a scenario; null where there is none.</summary>
    public static Question? FollowUpOf(string folder, Question question) =>
        question.Kind == QuestionKind.Scenario ? RubricLibrary.LoadQuestion(folder, question.Id + FollowUp) : null;

    private static InputException Unknown(RubricLibrary rubrics, string id)
    {
        var nearest = rubrics.Nearest(id);
        var remedy = nearest.Count == 0 ? "See them with: sre-evaluator rubric list" : $"Did you mean {string.Join(" or ", nearest)}?";
        return new InputException(new InputProblem("question", null, $"no question {id}", "the id of a question", remedy));
    }
}
