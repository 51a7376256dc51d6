using System.Collections.Immutable;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reports;

namespace SreEvaluator.Cli;

/// <summary>An evaluation with what is said about it.</summary>
/// <param name="Evaluation">The evaluation.</param>
/// <param name="Feedback">What the candidate reads.</param>
/// <param name="ReviewReasons">Why it asks for a person; empty where it does not.</param>
internal sealed record EvaluationWithFeedback(Evaluation Evaluation, CandidateFeedback Feedback, ImmutableArray<string> ReviewReasons)
{
    public int ExitCode => Evaluation.Score.Value is null ? Cli.ExitCode.NotAssessed : Cli.ExitCode.Done;

    public EvaluationJson ToJson(Reveal reveal) => EvaluationJson.Of(Evaluation, Feedback, ReviewReasons, reveal);
}
