using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SreEvaluator.Composition;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Problems;
using SreEvaluator.Service.Rubrics;
using SreEvaluator.Service.Web;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Practice;

/// <summary>Practising: choose, write, read the feedback, try again.</summary>
internal static class PracticePages
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(20);

    /// <summary>Where a question is practised.</summary>
    public static string Url(Question question) => $"/practice/{question.Id}";

    /// <summary>Where an attempt is shown.</summary>
    public static string Url(Attempt attempt) => $"/practice/answers/{attempt.Answer.Id}";

    /// <summary>Where two attempts at a question stand side by side.</summary>
    public static string CompareUrl(Attempt before, Attempt after) => $"{Url(after)}/compare/{before.Answer.Id}";

    /// <summary>Maps the pages.</summary>
    public static void MapPractice(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", ShowTopicsAsync);
        pages.MapGet("/practice/progress", ShowProgressAsync);
        pages.MapGet(
            "/practice/{topic}",
            (string topic, string? from, HttpContext http, RubricLibrary library, Practitioners who, Attempts attempts, Graders graders) =>
                ShowQuestionAsync(topic, from, http, library, who, attempts, graders));
        pages.MapGet(
            "/practice/{topic}/follow-up",
            (string topic, string? from, HttpContext http, RubricLibrary library, Practitioners who, Attempts attempts, Graders graders) =>
                ShowQuestionAsync($"{topic}/follow-up", from, http, library, who, attempts, graders));
        pages.MapPost(
            "/practice/{topic}",
            (string topic, [FromForm] AnswerForm form, HttpContext http, RubricLibrary library, Practitioners who, AnswerStore answers, Attempts attempts, WorkSignal work) =>
                SendAsync(topic, form, http, library, who, answers, attempts, work));
        pages.MapPost(
            "/practice/{topic}/follow-up",
            (string topic, [FromForm] AnswerForm form, HttpContext http, RubricLibrary library, Practitioners who, AnswerStore answers, Attempts attempts, WorkSignal work) =>
                SendAsync($"{topic}/follow-up", form, http, library, who, answers, attempts, work));
        pages.MapGet("/practice/answers/{id:guid}", ShowAttemptAsync);
        pages.MapGet("/practice/answers/{id:guid}/state", StateAsync);
        pages.MapGet("/practice/answers/{id:guid}/compare/{before:guid}", CompareAsync);
    }

    private static async Task<IResult> ShowTopicsAsync(HttpContext http, RubricLibrary library, Practitioners who, Attempts attempts)
    {
        var mine = await attempts.OfAsync(who.Find(http), question: null, http.RequestAborted);
        return new PageResult<TopicsPage>(new { library.Rubrics, Attempts = mine });
    }

    private static async Task<IResult> ShowProgressAsync(HttpContext http, RubricLibrary library, Practitioners who, Attempts attempts)
    {
        var mine = await attempts.OfAsync(who.Find(http), question: null, http.RequestAborted);
        return new PageResult<ProgressPage>(new { library.Rubrics, Attempts = mine });
    }

    private static async Task<IResult> ShowQuestionAsync(
        string id, string? from, HttpContext http, RubricLibrary library, Practitioners who, Attempts attempts, Graders graders)
    {
        if (library.Find(id) is not { } question)
        {
            return NotFoundPage.Result();
        }

        // The local model is read while somebody writes, so that the first answer is graded as fast as the others.
        _ = Task.Run(() => graders.Local, CancellationToken.None);
        who.Greet(http);
        var mine = await attempts.OfAsync(who.Find(http), id, http.RequestAborted);
        var improved = mine.FirstOrDefault(attempt => attempt.Answer.Id.ToString() == from);
        return new PageResult<QuestionPage>(new { Question = question, Attempts = mine, Start = improved?.Answer.Text ?? string.Empty, Improved = improved?.Evaluation });
    }

    private static async Task<IResult> SendAsync(
        string id, AnswerForm form, HttpContext http, RubricLibrary library, Practitioners who, AnswerStore answers, Attempts attempts, WorkSignal work)
    {
        var question = library.Find(id) ?? throw new ProblemException(ProblemKind.NotFound, "There is no question of this id.");

        if (form.Fault is { } fault)
        {
            if (Sent.AsksForIt(http))
            {
                throw form.Refused(fault);
            }

            var mine = await attempts.OfAsync(who.Find(http), id, http.RequestAborted);
            return new PageResult<QuestionPage>(new { Question = question, Attempts = mine, Start = form.Written, Fault = fault }) { Status = StatusCodes.Status400BadRequest };
        }

        var candidate = await who.FindOrAddAsync(http);
        var sent = new NewAnswer(name: null, question.Id, form.Written) { CandidateId = candidate, IsPractice = true };
        var accepted = await answers.AcceptAsync(sent, form.Key($"candidate:{candidate}", question.Id), $"candidate:{candidate}", CancellationToken.None);
        work.Set();
        return Sent.To(Url(new Attempt(accepted.Answer, Evaluation: null)), http);
    }

    private static async Task<IResult> ShowAttemptAsync(
        Guid id,
        string? points,
        HttpContext http,
        RubricLibrary library,
        PublishedRubrics published,
        Practitioners who,
        Attempts attempts,
        ScoringRules rules,
        IOptions<CandidateOptions> candidates)
    {
        var candidate = who.Find(http);

        // Most answers are graded faster than a page is loaded twice.
        if (await attempts.WaitAsync(candidate, id, ShortWait, http.RequestAborted) is not { } attempt || library.Find(attempt.Answer.QuestionId) is not { } question)
        {
            return NotFoundPage.Result();
        }

        if (attempt.Evaluation is null)
        {
            return new PageResult<WaitingPage>(new { Question = question, Attempt = attempt });
        }

        // Somebody who practises by themselves asks when they are ready; of people with a login the organisation says who may.
        var mayRead = http.User.Identity is not { IsAuthenticated: true } || candidates.Value.SeeKeyPoints || !Caller.Of(http.User).SeesOwnOnly;
        var followUp = question.Kind == QuestionKind.Scenario ? library.Find($"{question.Id}/follow-up") : null;
        var asGraded = await published.QuestionAsync(question.Id, attempt.Evaluation.Provenance.RubricHash, http.RequestAborted);
        var all = await attempts.OfAsync(candidate, question.Id, http.RequestAborted);
        return new PageResult<FeedbackPage>(new
        {
            Question = asGraded ?? question,
            FollowUp = followUp,
            Attempt = attempt,
            Reading = Reading.Of(attempt.Evaluation, asGraded, attempt.Answer, rules, followUp),
            Changed = question.RubricHash != attempt.Evaluation.Provenance.RubricHash,
            Before = all.TakeWhile(other => other.Answer.Id != id).LastOrDefault(other => other.Evaluation is not null),
            Points = points == "shown" && mayRead ? Feedback.Reveal.Statements : Feedback.Reveal.Hints,
            MayRead = mayRead,
        });
    }

    private static async Task<IResult> StateAsync(Guid id, HttpContext http, Practitioners who, Attempts attempts) =>
        await attempts.WaitAsync(who.Find(http), id, LongWait, http.RequestAborted) is { } attempt
            ? Results.Json(new Readiness(attempt.Evaluation is not null), WebJson.Default.Readiness)
            : Results.NotFound();

    private static async Task<IResult> CompareAsync(Guid id, Guid before, HttpContext http, RubricLibrary library, Practitioners who, Attempts attempts)
    {
        var candidate = who.Find(http);
        var after = await attempts.FindAsync(candidate, id, http.RequestAborted);
        var earlier = await attempts.FindAsync(candidate, before, http.RequestAborted);
        return after?.Evaluation is null || earlier?.Evaluation is null || after.Answer.QuestionId != earlier.Answer.QuestionId
            || library.Find(after.Answer.QuestionId) is not { } question
            ? NotFoundPage.Result()
            : new PageResult<ComparePage>(new { Question = question, Before = earlier, After = after });
    }
}
