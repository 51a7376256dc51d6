using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SreEvaluator.Reviews.Groups;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Web;

namespace SreEvaluator.Service.Reviews;

/// <summary>Groups of passages that say much the same, decided together.</summary>
internal static class GroupPages
{
    /// <summary>Where the groups of a question are.</summary>
    /// <param name="question">The question; null to choose one.</param>
    /// <param name="skip">How many groups are skipped.</param>
    public static string Url(string? question, int skip = 0) => question is null ? "/reviews/groups" : $"/reviews/groups?question={Uri.EscapeDataString(question)}&skip={skip}";

    /// <summary>Maps the pages.</summary>
    public static void MapGroupPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/reviews/groups", ShowAsync);
        pages.MapPost("/reviews/groups", DecideAsync);
        pages.MapPost("/reviews/groups/undo", UndoAsync);
    }

    private static async Task<IResult> ShowAsync(
        string? question, int? skip, int? decided, string? moment, HttpContext http, RubricLibrary rubrics, ReviewDesk desk, ReviewGroups groups)
    {
        if (rubrics.Find(question ?? string.Empty) is { } known)
        {
            return Page(known, await groups.OpenAsync(known.Id, http.RequestAborted), skip ?? 0, http, decided: decided ?? 0, moment: moment);
        }

        var found = new List<KeyValuePair<Question, int>>();
        foreach (var waiting in (await desk.QueueAsync(QueueLimit.None, http.RequestAborted)).Select(one => one.Question).OfType<Question>().Distinct())
        {
            found.Add(new(waiting, (await groups.OpenAsync(waiting.Id, http.RequestAborted)).Count));
        }

        return new PageResult<GroupQuestionsPage>(new { Questions = found.Where(one => one.Value > 0).OrderByDescending(one => one.Value).ToList() });
    }

    private static async Task<IResult> DecideAsync(
        string question, int skip, [FromForm] DecisionForm form, HttpContext http, Caller caller, RubricLibrary rubrics, ReviewGroups groups)
    {
        if (rubrics.Find(question) is not { } known)
        {
            return NotFoundPage.Result();
        }

        var open = await groups.OpenAsync(question, http.RequestAborted);
        var chosen = (await http.Request.ReadFormAsync(http.RequestAborted))["Passage"].Select(id => Guid.TryParse(id, out var read) ? read : Guid.Empty).ToHashSet();

        // The group that the person saw: by now somebody may have decided on another one.
        var group = open.FirstOrDefault(one => one.KeyPoint.Id == form.Subject && one.Passages.Any(passage => chosen.Contains(passage.Evaluation.Machine.Id)));
        var problem = group is null ? DecisionProblem.NoPassage : Decision.VerdictOf(form) is null ? DecisionProblem.NoVerdict : Decision.ProblemOf(form.Reason, isNeeded: true);
        if (problem is not null)
        {
            return Page(known, open, skip, http, form, problem);
        }

        var at = await groups.DecideAsync(group!, chosen, Decision.VerdictOf(form)!.Value, form.Reason!, caller, http.RequestAborted);
        return Results.Redirect($"{Url(question, skip)}&decided={group!.Passages.Count(passage => chosen.Contains(passage.Evaluation.Machine.Id))}&moment={Uri.EscapeDataString(at.ToString("O", CultureInfo.InvariantCulture))}");
    }

    private static async Task<IResult> UndoAsync(string question, int skip, [FromForm] string moment, HttpContext http, Caller caller, ReviewGroups groups)
    {
        if (DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var decided))
        {
            await groups.UndoAsync(question, decided, caller, http.RequestAborted);
        }

        return Results.Redirect(Url(question, skip));
    }

    private static PageResult<GroupPage> Page(
        Question question, IReadOnlyList<PassageGroup> groups, int skip, HttpContext http, DecisionForm? form = null, DecisionProblem? problem = null, int decided = 0, string? moment = null) =>
        new(new
        {
            Question = question,
            Groups = groups,
            Skip = Math.Clamp(skip, 0, groups.Count),
            Blind = Preferences.MarksFirst(http),
            Decided = decided,
            Moment = moment,
            Form = form,
            Problem = problem,
        })
        {
            Status = problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
}
