using Microsoft.Extensions.DependencyInjection;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Support;

/// <summary>Answers that judge and local grader read and people decided on.</summary>
internal static class Decided
{
    private const string Text = "I would roll back the last release before anything else.";

    private static readonly Coverage[] Coverages = [Coverage.Covered, Coverage.Missing, Coverage.Partial];

    /// <summary>Adds them. The graders differ on one verdict of an answer and people on each seventh; from answer to answer they are less sure; every second answer is marked blind.</summary>
    /// <param name="service">The service.</param>
    /// <param name="answers">How many answers.</param>
    /// <param name="cost">What each evaluation cost; null for no known price.</param>
    /// <param name="model">The judge's model.</param>
    /// <param name="text">The answers' text.</param>
    /// <param name="person">Who decided, and why.</param>
    public static async Task DecideAsync(this RunningService service, int answers, decimal? cost = 0.25m, string model = "judge-model", string text = Text, string person = "Robin")
    {
        var token = TestContext.Current.CancellationToken;
        var question = service.Services.GetRequiredService<RubricLibrary>().Find("incident-management")!;
        var store = service.Services.GetRequiredService<EvaluationStore>();
        var now = DateTimeOffset.UtcNow;
        for (var i = 0; i < answers; i++)
        {
            var accepted = await service.Services.GetRequiredService<AnswerStore>().AcceptAsync(new NewAnswer(null, question.Id, text), key: null, "system", token);
            var provenance = new Provenance
            {
                RubricVersion = question.RubricVersion,
                RubricHash = question.RubricHash,
                Model = model,
                At = now.AddDays(-(i % 5)),
                Duration = TimeSpan.FromSeconds(1),
                InputTokens = 1000,
                OutputTokens = 200,
                Cost = cost,
            };
            var judged = Evaluate(question, accepted.Answer, GraderKind.Judge, provenance, (_, coverage) => coverage, i);
            var local = Evaluate(question, accepted.Answer, GraderKind.Local, provenance, (point, coverage) => point == i ? Other(coverage) : coverage, i);
            var evaluation = judged with { Local = LocalOpinion.Of(local) };
            await store.AddAsync(
                [new NewEvaluation(accepted.Answer.Id, "settings", EvaluationJson.Of(evaluation, CandidateFeedback.Of(evaluation), ReviewPolicy.ReasonsFor(evaluation, new ReviewOptions())))],
                jobId: null,
                "system",
                token);
            await store.OverrideAsync(
                [
                    .. evaluation.Verdicts.Select((verdict, point) => new VerdictOverride(
                        evaluation.Id, verdict.KeyPoint.Id, (i + point) % 7 == 0 ? Other(verdict.Coverage) : verdict.Coverage, string.Empty, person, $"{person} read it.", now) { Blind = i % 2 == 0 }),
                ],
                "system",
                token);
        }
    }

    private static Evaluation Evaluate(
        Question question, StoredAnswer stored, GraderKind grader, Provenance provenance, Func<int, Coverage, Coverage> says, int i)
    {
        var answer = stored.ToAnswer();
        return new Evaluation(
            question,
            answer,
            grader,
            question.KeyPoints.Select((keyPoint, point) =>
            {
                var coverage = says(point, Coverages[(i + point) % 3]);
                return new Verdict(
                    keyPoint, coverage, coverage == Coverage.Missing ? [] : [Evidence.At(answer, 0, answer.Text.Length)], "Because.", 0.95 - (0.03 * ((3 * point) % (2 + i))));
            }),
            [],
            provenance,
            ScoringRules.Default);
    }

    private static Coverage Other(Coverage coverage) => coverage == Coverage.Missing ? Coverage.Covered : Coverage.Missing;
}
