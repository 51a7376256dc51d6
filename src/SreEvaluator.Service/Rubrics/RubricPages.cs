using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using SreEvaluator.Composition;
using SreEvaluator.Grading;
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
    /// <param name="topic">The topic.</param>
    /// <param name="version">The version to begin with; null for the one in force.</param>
    public static string EditUrl(string topic, RubricVersion? version = null) =>
        version is null ? $"{Url(topic)}/edit" : string.Create(CultureInfo.InvariantCulture, $"{Url(topic)}/edit?from={version.Number}");

    /// <summary>The name under which a browser keeps what somebody typed and did not publish.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="from">The version that it began with; null for the one in force.</param>
    public static string Draft(string topic, int? from = null) => from is null ? $"rubric:{topic}" : string.Create(CultureInfo.InvariantCulture, $"rubric:{topic}:{from}");

    /// <summary>Where a rubric is tried on an answer.</summary>
    public static string TryUrl(string topic) => $"{Url(topic)}/try";

    /// <summary>Where a rubric's versions are listed.</summary>
    public static string VersionsUrl(string topic) => $"{Url(topic)}/versions";

    /// <summary>Where a version is read, with what it changed.</summary>
    public static string VersionUrl(RubricVersion version) => string.Create(CultureInfo.InvariantCulture, $"{VersionsUrl(version.Topic)}/{version.Number}");

    /// <summary>Maps the pages.</summary>
    public static void MapRubricPages(this IEndpointRouteBuilder pages)
    {
        var reading = pages.MapGroup(Path).For(Reading.Least, Reading.Scope);
        reading.MapGet("/", ShowRubricsAsync);
        reading.MapGet("/{topic}", ShowRubricAsync);
        reading.MapGet("/{topic}/versions", ShowVersionsAsync);
        reading.MapGet("/{topic}/versions/{number:int}", ShowVersionAsync);
        reading.MapGet("/{topic}/try", ShowTrial);
        reading.MapPost("/{topic}/try", TryAsync);

        var editing = pages.MapGroup(Path).For(Editing.Least, Editing.Scope);
        editing.MapGet("/{topic}/edit", ShowEditorAsync);
        editing.MapPost("/{topic}/edit", EditAsync);
        editing.MapPost("/{topic}/check", Check);
    }

    private static async Task<IResult> ShowRubricsAsync(RubricLibrary library, RubricVersionStore versions, HttpContext http) =>
        new PageResult<RubricsPage>(new { library.Rubrics, Numbers = await versions.NewestAsync(http.RequestAborted) });

    private static async Task<IResult> ShowRubricAsync(string topic, RubricLibrary library, RubricVersionStore versions, HttpContext http, Caller caller) =>
        library.FindRubric(topic) is { } rubric
            ? new PageResult<RubricPage>(new { Rubric = rubric, Version = await versions.FindAsync(topic, rubric.Hash, http.RequestAborted), MayEdit = caller.May(Editing) })
            : NotFoundPage.Result();

    private static async Task<IResult> ShowVersionsAsync(string topic, RubricLibrary library, RubricVersionStore versions, HttpContext http) =>
        library.FindRubric(topic) is { } rubric
            ? new PageResult<VersionsPage>(new { Rubric = rubric, Versions = await versions.OfTopicAsync(topic, http.RequestAborted) })
            : NotFoundPage.Result();

    private static async Task<IResult> ShowVersionAsync(
        string topic, int number, RubricLibrary library, RubricVersionStore versions, PublishedRubrics published, HttpContext http, Caller caller)
    {
        if (library.FindRubric(topic) is not { } inForce || await versions.FindAsync(topic, number, http.RequestAborted) is not { } version)
        {
            return NotFoundPage.Result();
        }

        var before = await versions.FindAsync(topic, number - 1, http.RequestAborted);
        return new PageResult<VersionPage>(new
        {
            inForce.Topic,
            Version = version,
            Rubric = published.Read(version),
            Before = before,
            RubricBefore = before is null ? null : published.Read(before),
            MayEdit = caller.May(Editing),
        });
    }

    private static IResult ShowTrial(string topic, RubricLibrary library, Graders graders) =>
        library.FindRubric(topic) is { } rubric ? Trial(rubric, rubric.Questions[0], draft: null, text: null, graders) : NotFoundPage.Result();

    private static async Task<IResult> TryAsync(
        string topic, [FromForm] string? question, [FromForm] string? answer, [FromForm] string? source, RubricLibrary library, Graders graders, HttpContext http)
    {
        if (library.FindRubric(topic) is not { } inForce)
        {
            return NotFoundPage.Result();
        }

        // What is edited is tried before it is published.
        var draft = source is null || FormText.Of(source) == inForce.Source ? null : FormText.Of(source);
        if ((draft is null ? inForce : RubricCheck.Of(topic, draft).Rubric) is not { } rubric)
        {
            return Typed(inForce, draft!, StatusCodes.Status422UnprocessableEntity, refusal: "rubric.try.broken");
        }

        var asked = rubric.Questions.FirstOrDefault(one => one.Id == question) ?? rubric.Questions[0];
        if (answer is null)
        {
            return Trial(rubric, asked, draft, text: null, graders);
        }

        var text = FormText.Of(answer);
        return string.IsNullOrWhiteSpace(text) || Encoding.UTF8.GetByteCount(text) > Answer.MaxBytes
            ? Trial(rubric, asked, draft, text, graders, problem: "rubric.try.noAnswer")
            : Trial(rubric, asked, draft, text, graders, await GradeAsync(asked, new Answer("try", text), graders, http.RequestAborted));
    }

    private static async Task<IReadOnlyList<Evaluation>> GradeAsync(Question question, Answer answer, Graders graders, CancellationToken cancellationToken)
    {
        GraderChoice[] choices = graders.HasJudge ? [GraderChoice.Judge, GraderChoice.Local] : [GraderChoice.Local];
        return await Task.WhenAll(choices.Select(choice => graders.For(choice).GradeAsync(question, answer, cancellationToken)));
    }

    private static PageResult<TryPage> Trial(
        Rubric rubric, Question question, string? draft, string? text, Graders graders, IReadOnlyList<Evaluation>? trials = null, string? problem = null) =>
        new(new { Rubric = rubric, Draft = draft, Question = question, Text = text, graders.HasJudge, Trials = trials ?? [], Problem = problem })
        {
            Status = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };

    private static async Task<IResult> ShowEditorAsync(string topic, int? from, RubricLibrary library, RubricVersionStore versions, HttpContext http)
    {
        var version = from is { } number ? await versions.FindAsync(topic, number, http.RequestAborted) : null;
        if (library.FindRubric(topic) is not { } rubric || (from is not null && version is null))
        {
            return NotFoundPage.Result();
        }

        var source = (version?.Source ?? rubric.Source).TrimStart(ByteOrderMark);
        return new PageResult<RubricEditPage>(new { Rubric = rubric, Source = source, From = from, Check = RubricCheck.Of(topic, source) });
    }

    private static async Task<IResult> EditAsync(
        string topic, [FromForm] RubricForm form, RubricLibrary library, PublishedRubrics published, HttpContext http, Caller caller, IStringLocalizer<Texts> texts)
    {
        if (library.FindRubric(topic) is not { } rubric)
        {
            return NotFoundPage.Result();
        }

        var check = RubricCheck.Of(topic, form.Text);
        if (form.Do != RubricForm.Publish)
        {
            return Typed(rubric, form.Text, StatusCodes.Status200OK, form);
        }

        var refusal = Refusal(rubric, form, check);
        var status = StatusCodes.Status422UnprocessableEntity;
        if (refusal is null)
        {
            if (form.Based == rubric.Hash && await published.PublishAsync(check, rubric, form.Reason!.Trim(), caller, http.RequestAborted) is not null)
            {
                return Sent.To(Url(topic), http);
            }

            // Made of another version than the one in force: somebody else published meanwhile.
            (refusal, status, rubric) = ("rubric.edit.meanwhile", StatusCodes.Status409Conflict, library.FindRubric(topic) ?? rubric);
        }

        return Sent.AsksForIt(http)
            ? Results.Problem(texts[refusal], statusCode: status, extensions: [new("fields", new Dictionary<string, string> { ["based"] = rubric.Hash })])
            : Typed(rubric, form.Text, status, form, refusal);
    }

    private static string? Refusal(Rubric rubric, RubricForm form, RubricCheck check) =>
        !check.Passes ? "rubric.edit.fails"
        : check.Rubric!.Hash == rubric.Hash ? "rubric.edit.same"
        : string.IsNullOrWhiteSpace(form.Reason) || form.Reason.Trim().Length > NewRubricVersion.MaxReason ? "rubric.edit.noReason"
        : null;

    private static PageResult<RubricEditPage> Typed(Rubric rubric, string source, int status, RubricForm? sent = null, string? refusal = null) =>
        new(new { Rubric = rubric, Source = source, Typed = true, Check = RubricCheck.Of(rubric.Id, source), Reason = sent?.Reason, Refusal = refusal }) { Status = status };

    // What the script shows while somebody types.
    private static PageResult<RubricCheckResult> Check(string topic, [FromForm] string? source) =>
        new(new { Check = RubricCheck.Of(topic, FormText.Of(source)) });
}
