using SreEvaluator.Grading;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Robustness;

/// <summary>A local grader that finds nothing.</summary>
internal sealed class AllMissingGrader : IGrader
{
    public Task<Evaluation> GradeAsync(Question question, Answer answer, CancellationToken cancellationToken) => Task.FromResult(new Evaluation(
        question, answer, GraderKind.Local, question.KeyPoints.Select(keyPoint => Some.Verdict(keyPoint, Coverage.Missing)), [], Some.Provenance(), ScoringRules.Default));
}
