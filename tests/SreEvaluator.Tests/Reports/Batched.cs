using System.Collections.Immutable;
using SreEvaluator.Batches.Import;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Reports;

/// <summary>Graded answers of a batch.</summary>
internal static class Batched
{
    /// <summary>An answer whose first word is evidence for its first key point, and whose other points are missing.</summary>
    public static GradedAnswer Answer(
        string text, string id = "a1", string candidate = "ada", InputColumns? columns = null, ImmutableArray<string> reasons = default, Question? question = null, double confidence = 0.9)
    {
        var asked = question ?? Some.Question();
        var answer = new Answer(id, text);
        var verdicts = asked.KeyPoints.Select((keyPoint, index) => index == 0
            ? new Verdict(keyPoint, Coverage.Covered, [Evidence.At(answer, 0, Math.Min(7, text.Length))], "It says so.", confidence)
            : new Verdict(keyPoint, Coverage.Missing, [], "It does not.", confidence));
        var evaluation = new Evaluation(asked, answer, GraderKind.Local, verdicts, [], Some.Provenance(), ScoringRules.Default);
        return new GradedAnswer(
            new ImportedAnswer { File = "a.csv", Row = 2, Answer = answer, Question = asked, Candidate = candidate, Columns = columns ?? InputColumns.None },
            EvaluationJson.Of(evaluation, CandidateFeedback.Of(evaluation, null), reasons.IsDefault ? [] : reasons));
    }
}
