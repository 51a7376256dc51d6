using SreEvaluator.Grading;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Simulation;

/// <summary>Grades in a step of the world. What an answer says decides what happens: fails always, fails once, kills its worker, or is graded.</summary>
internal sealed class SimulatedGrader(World world, SimulatedWorker worker) : IGrader
{
    public const string FailsAlways = "fails always";
    public const string FailsOnce = "fails once";
    public const string Kills = "kills its worker";

    public Task<Evaluation> GradeAsync(Question question, Answer answer, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(answer.Id);
        var begun = world.Begun[id] = world.Begun.GetValueOrDefault(id) + 1;
        return world.StepAsync(
            worker,
            () =>
            {
                if (answer.Text == Kills)
                {
                    world.Kill(worker);
                }

                return answer.Text == FailsAlways || (answer.Text == FailsOnce && begun == 1)
                    ? throw new InvalidOperationException("simulated")
                    : new Evaluation(
                        question,
                        answer,
                        GraderKind.Local,
                        question.KeyPoints.Select(keyPoint => Some.Verdict(keyPoint, Coverage.Missing)),
                        [],
                        Some.Provenance() with { At = world.Time.GetUtcNow() },
                        ScoringRules.Default);
            },
            mayFail: false);
    }
}
