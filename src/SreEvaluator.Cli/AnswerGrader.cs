using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Spectre.Console;
using SreEvaluator.Composition;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli;

/// <summary>Grades single answers with the grader that was chosen.</summary>
internal sealed class AnswerGrader
{
    private readonly Shell _shell;
    private readonly IGrader _grader;
    private readonly ReviewOptions _review;

    /// <summary>Creates the grader, which reads the model.</summary>
    /// <exception cref="InputException">The local model can't be used.</exception>
    /// <exception cref="OptionsValidationException">A judge is wanted and none is configured.</exception>
    public AnswerGrader(Shell shell, IHost host, GraderChoice choice)
    {
        _shell = shell;
        _grader = host.Services.GetRequiredService<Graders>().For(choice);
        _review = host.Services.GetRequiredService<IOptions<ReviewOptions>>().Value;
        RubricFolder = host.Services.GetRequiredService<IOptions<GradingOptions>>().Value.Rubrics;
    }

    /// <summary>Where the rubrics are.</summary>
    public string RubricFolder { get; }

    public async Task<EvaluationWithFeedback> GradeAsync(Question question, Answer answer, CancellationToken cancellationToken)
    {
        var evaluation = _shell.IsInteractive
            ? await _shell.Console.Status().StartAsync("Grading…", _ => _grader.GradeAsync(question, answer, cancellationToken))
            : await _grader.GradeAsync(question, answer, cancellationToken);
        var followUp = evaluation.Score.Band == Band.Strong ? Questions.FollowUpOf(RubricFolder, question) : null;
        return new EvaluationWithFeedback(evaluation, CandidateFeedback.Of(evaluation, followUp), ReviewPolicy.ReasonsFor(evaluation, _review));
    }
}
