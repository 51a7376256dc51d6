using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Reviews;

/// <summary>The review queue: look, decide with a reason, close, next.</summary>
internal static class ReviewPages
{
    private const int RowsOfAPage = 50;

    /// <summary>Where a review is, or what a form of it is sent to.</summary>
    public static string Url(Guid id, QueueLimit? limit = null, string action = "") => $"/reviews/{id}{(action.Length > 0 ? $"/{action}" : string.Empty)}{(limit ?? QueueLimit.None).Query()}";

    /// <summary>Where the queue is.</summary>
    /// <param name="limit">To what it is limited.</param>
    /// <param name="skip">How many come before the first that is shown.</param>
    public static string QueueUrl(QueueLimit limit, int skip = 0) =>
        $"/reviews{limit.Query(("skip", skip == 0 ? null : skip.ToString(CultureInfo.InvariantCulture)))}";

    /// <summary>Maps the pages.</summary>
    public static void MapReviewPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/reviews", ShowQueueAsync);
        pages.MapGet("/reviews/{id:guid}", ([AsParameters] ReviewVisit visit) => visit.PageAsync());
        pages.MapPost("/reviews/{id:guid}/verdicts", ([AsParameters] ReviewVisit visit, [FromForm] DecisionForm form) => DecideAsync(visit, form, Decision.OnKeyPoint));
        pages.MapPost("/reviews/{id:guid}/red-flags", ([AsParameters] ReviewVisit visit, [FromForm] DecisionForm form) => DecideAsync(visit, form, Decision.OnRedFlag));
        pages.MapPost("/reviews/{id:guid}/agree", AgreeAsync);
        pages.MapPost("/reviews/{id:guid}/undo", UndoAsync);
        pages.MapPost("/reviews/{id:guid}/close", CloseAsync);
        pages.MapPost("/reviews/{id:guid}/reopen", ReopenAsync);
    }

    private static async Task<IResult> ShowQueueAsync(string? question, string? from, int? skip, Guid? closed, HttpContext http, ReviewDesk desk, ReviewStore reviews, RubricLibrary rubrics)
    {
        var limit = QueueLimit.Of(question, from);
        var queue = await desk.QueueAsync(limit, http.RequestAborted);
        var start = Math.Clamp(skip ?? 0, 0, queue.Count);
        return new PageResult<QueuePage>(new
        {
            Queue = queue,
            Skip = start,
            Rows = RowsOfAPage,
            Waiting = await reviews.CountOpenAsync(limit.Filter, http.RequestAborted),
            Limit = limit,
            Asked = rubrics.Questions.Select(one => one.Id).ToList(),
            Origins = await reviews.OriginsAsync(http.RequestAborted),
            Blind = Preferences.MarksFirst(http),
            Closed = closed,
        });
    }

    private static async Task<IResult> DecideAsync(
        ReviewVisit visit, DecisionForm form, Func<DecisionForm, EffectiveEvaluation, string, DateTimeOffset, Decision> read)
    {
        var evaluation = await visit.EffectiveAsync();
        var decision = read(form, evaluation, visit.Caller.Name, visit.Time.GetUtcNow());
        if (decision.Said is not { } said)
        {
            return await visit.PageAsync(form, decision.Problem);
        }

        await visit.KeepAsync(evaluation, said);
        return await ToNextPointAsync(visit);
    }

    private static async Task<IResult> AgreeAsync([AsParameters] ReviewVisit visit)
    {
        var evaluation = await visit.EffectiveAsync();
        var at = visit.Time.GetUtcNow();
        VerdictOverride[] said =
        [
            .. evaluation.Verdicts
                .Where(verdict => verdict.Person is null && verdict.Machine.Coverage != Coverage.NotAssessed)
                .Select(verdict => verdict.Machine)
                .Select(machine => new VerdictOverride(
                    visit.Id, machine.KeyPoint.Id, machine.Coverage, machine.Evidence.IsEmpty ? string.Empty : machine.Evidence[0].Quote, visit.Caller.Name, VerdictOverride.Agreed, at)),
        ];
        await visit.KeepAsync(evaluation, said);
        return await ToNextPointAsync(visit);
    }

    private static async Task<IResult> UndoAsync([AsParameters] ReviewVisit visit, [FromForm] string moment)
    {
        if (DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var decided))
        {
            await visit.KeepAsync(await visit.EffectiveAsync(), new Withdrawal(visit.Id, decided, visit.Caller.Name, Withdrawal.AtOnce, visit.Time.GetUtcNow()));
        }

        return await ToNextPointAsync(visit);
    }

    private static async Task<IResult> CloseAsync([AsParameters] ReviewVisit visit, [FromForm] string? note)
    {
        // Looked up before the review leaves the queue.
        var next = (await visit.PlaceAsync()).NextUrl;
        return await visit.Reviews.CloseAsync(visit.Id, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), visit.Caller.Actor, visit.Http.RequestAborted)
            ? Results.Redirect($"{next}{(next.Contains('?', StringComparison.Ordinal) ? '&' : '?')}closed={visit.Id}")
            : Results.Redirect(next);
    }

    private static async Task<IResult> ReopenAsync([AsParameters] ReviewVisit visit)
    {
        await visit.Reviews.ReopenAsync(visit.Id, visit.Caller.Actor, visit.Http.RequestAborted);
        return Results.Redirect(Url(visit.Id, visit.Limit));
    }

    private static async Task<IResult> ToNextPointAsync(ReviewVisit visit)
    {
        var item = visit.Desk.ItemOf(await visit.EffectiveAsync(), review: null);
        return Results.Redirect($"{Url(visit.Id, visit.Limit)}#{(item.Open.FirstOrDefault() is { } open ? $"p-{item.InQuestion.IndexOf(open) + 1}" : "done")}");
    }
}
