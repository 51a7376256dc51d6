using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Agreement;

/// <summary>Evaluations with labels, from what each says of the key points.</summary>
internal static class Graded
{
    /// <summary>An evaluation and its labels, for a question with as many key points as there are verdicts: <c>c</c> covered, <c>p</c> partial, <c>m</c> missing, <c>n</c> not assessed.</summary>
    /// <param name="labels">The labels, a letter each.</param>
    /// <param name="verdicts">The verdicts, a letter each.</param>
    /// <param name="confidence">The confidence of each verdict.</param>
    /// <param name="question">The question's id.</param>
    /// <param name="writer">The writer.</param>
    /// <param name="style">The style.</param>
    /// <param name="annotators">What each annotator said, a letter for a key point.</param>
    public static (LabelledAnswer Labelled, Evaluation Evaluation) Answer(
        string labels,
        string verdicts,
        double confidence = 0.9,
        string question = "incident-management",
        string writer = "",
        string style = "",
        params string[] annotators)
    {
        var asked = Some.Question(question, [.. labels.Select((_, index) => Some.KeyPoint($"point-{(char)('a' + index)}"))]);
        var evaluation = new Evaluation(
            asked,
            Some.Answer(),
            GraderKind.Local,
            asked.KeyPoints.Select((keyPoint, index) => Coverage(verdicts[index]) is var coverage && coverage == SreEvaluator.Grading.Coverage.NotAssessed
                ? Verdict.NotAssessed(keyPoint, "No reply.")
                : Some.Verdict(keyPoint, coverage, confidence)),
            [],
            Some.Provenance(),
            ScoringRules.Default);
        var labelled = new LabelledAnswer
        {
            Question = question,
            Answer = Some.Answer(),
            Writer = writer,
            Style = style,
            Labels = asked.KeyPoints
                .Select((keyPoint, index) => (keyPoint.Id, Label: new Label(Coverage(labels[index]), string.Empty, [.. annotators.Select(said => Coverage(said[index]))])))
                .Where(label => label.Label.Coverage != SreEvaluator.Grading.Coverage.Missing || annotators.Any(said => said.Any(letter => letter != 'm')))
                .ToImmutableDictionary(label => label.Id, label => label.Label),
        };
        return (labelled, evaluation);
    }

    private static Coverage Coverage(char letter) => letter switch
    {
        'c' => SreEvaluator.Grading.Coverage.Covered,
        'p' => SreEvaluator.Grading.Coverage.Partial,
        'm' => SreEvaluator.Grading.Coverage.Missing,
        _ => SreEvaluator.Grading.Coverage.NotAssessed,
    };
}
