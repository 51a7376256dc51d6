using Microsoft.AspNetCore.Mvc;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Rubrics;

/// <summary>Rubrics to read and, for admins, to edit.</summary>
internal static class RubricPages
{
    /// <summary>Where the rubrics are listed.</summary>
    public const string Path = "/rubrics";

    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Who may read.</summary>
    public static readonly Permission Reading = new(Role.Interviewer, Scopes.Rubrics);

    /// <summary>Who may edit.</summary>
    public static readonly Permission Editing = new(Role.Admin, Scopes.Rubrics);

    /// <summary>Where a rubric is read.</summary>
    public static string Url(string topic) => $"{Path}/{topic}";

    /// <summary>Where a rubric is edited.</summary>
    public static string EditUrl(string topic) => $"{Url(topic)}/edit";

    /// <summary>Maps the pages.</summary>
    public static void MapRubricPages(this IEndpointRouteBuilder pages)
    {
        var reading = pages.MapGroup(Path).For(Reading.Least, Reading.Scope);
        reading.MapGet("/", ShowRubricsAsync);
        reading.MapGet("/{topic}", ShowRubricAsync);

        var editing = pages.MapGroup(Path).For(Editing.Least, Editing.Scope);
        editing.MapGet("/{topic}/edit", ShowEditor);
        editing.MapPost("/{topic}/edit", EditAsync);
        editing.MapPost("/{topic}/check", Check);
    }

    private static async Task<IResult> ShowRubricsAsync(RubricLibrary library, RubricVersionStore versions, HttpContext http) =>
        new PageResult<RubricsPage>(new { library.Rubrics, Numbers = await versions.NewestAsync(http.RequestAborted) });

    private static async Task<IResult> ShowRubricAsync(string topic, RubricLibrary library, RubricVersionStore versions, HttpContext http, Caller caller) =>
        library.FindRubric(topic) is { } rubric
            ? new PageResult<RubricPage>(new { Rubric = rubric, Version = await versions.FindAsync(topic, rubric.Hash, http.RequestAborted), MayEdit = caller.May(Editing) })
            : NotFoundPage.Result();

    private static IResult ShowEditor(string topic, RubricLibrary library) =>
        library.FindRubric(topic) is { } rubric
            ? Editor(rubric, rubric.Source.TrimStart(ByteOrderMark), StatusCodes.Status200OK)
            : NotFoundPage.Result();

    private static async Task<IResult> EditAsync(string topic, [FromForm] RubricForm form, RubricLibrary library, PublishedRubrics published, HttpContext http, Caller caller)
    {
        if (library.FindRubric(topic) is not { } rubric)
        {
            return NotFoundPage.Result();
        }

        var check = RubricCheck.Of(topic, form.Text);
        if (form.Do != RubricForm.Publish)
        {
            return Editor(rubric, form.Text, StatusCodes.Status200OK, form);
        }

        if (Refusal(rubric, form, check) is { } refusal)
        {
            return Editor(rubric, form.Text, StatusCodes.Status422UnprocessableEntity, form, refusal);
        }

        // Made of another version than the one in force: somebody else published meanwhile.
        return form.Based == rubric.Hash && await published.PublishAsync(check, rubric, form.Reason!.Trim(), caller, http.RequestAborted) is not null
            ? Results.Redirect(Url(topic))
            : Editor(library.FindRubric(topic) ?? rubric, form.Text, StatusCodes.Status409Conflict, form, "rubric.edit.meanwhile");
    }

    private static string? Refusal(Rubric rubric, RubricForm form, RubricCheck check) =>
        !check.Passes ? "rubric.edit.fails"
        : check.Rubric!.Hash == rubric.Hash ? "rubric.edit.same"
        : string.IsNullOrWhiteSpace(form.Reason) || form.Reason.Trim().Length > NewRubricVersion.MaxReason ? "rubric.edit.noReason"
        : null;

    private static PageResult<RubricEditPage> Editor(Rubric rubric, string source, int status, RubricForm? sent = null, string? refusal = null) =>
        new(new { Rubric = rubric, Source = source, Check = RubricCheck.Of(rubric.Id, source), Reason = sent?.Reason, Refusal = refusal }) { Status = status };

    // What the script shows while somebody types.
    private static PageResult<RubricCheckResult> Check(string topic, [FromForm] string? source) =>
        new(new { Check = RubricCheck.Of(topic, RubricForm.Lines(source)) });
}
