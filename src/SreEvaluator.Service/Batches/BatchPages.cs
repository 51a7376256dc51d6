using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SreEvaluator.Batches;
using SreEvaluator.Batches.Import;
using SreEvaluator.Composition;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Reviews.Groups;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Evaluations;
using SreEvaluator.Service.Limits;
using SreEvaluator.Service.Web;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Batches;

/// <summary>Batches: choose a file, see what it holds and takes, make it, follow it, look at its results.</summary>
internal static class BatchPages
{
    private const int PreviewRows = 5;
    private const int ShownProblems = 100;
    private const int RowsOfAPage = 50;

    private static readonly Permission Erasing = new(Role.Admin, Scopes.Administration);

    /// <summary>Where a batch is.</summary>
    public static string Url(Guid id) => $"/batches/{id}";

    /// <summary>Where a file is looked at.</summary>
    public static string FileUrl(Guid id) => $"/batches/files/{id}";

    /// <summary>Maps the pages.</summary>
    /// <param name="pages">Where.</param>
    /// <param name="limits">How large files may be.</param>
    public static void MapBatchPages(this IEndpointRouteBuilder pages, LimitOptions limits)
    {
        pages.MapGet("/batches", ShowAllAsync);
        pages.MapPost("/batches/files", ReceiveAsync).WithMetadata(new UploadSize(limits.UploadBytes)).WithFormOptions(multipartBodyLengthLimit: limits.UploadBytes);
        pages.MapGet("/batches/files/{id:guid}", ShowFileAsync);
        pages.MapPost("/batches/files/{id:guid}", MakeAsync);
        pages.MapGet("/batches/{id:guid}", (Guid id, string? question, Band? band, bool? review, int? after, HttpContext http, Caller caller, BatchStore store, BatchResults results, AlikeAnswers alike) =>
            ShowAsync(id, question, band, review, after, isUnsure: false, http, caller, store, results, alike));
        pages.MapPost("/batches/{id:guid}/start", (Guid id, Caller caller, BatchStore store, WorkSignal work) => ChangeAsync(id, store.StartAsync(id, caller.Actor, CancellationToken.None), work));
        pages.MapPost("/batches/{id:guid}/pause", (Guid id, Caller caller, BatchStore store, WorkSignal work) => ChangeAsync(id, store.PauseAsync(id, caller.Actor, CancellationToken.None), work));
        pages.MapPost("/batches/{id:guid}/resume", (Guid id, Caller caller, BatchStore store, WorkSignal work) => ChangeAsync(id, store.ResumeAsync(id, caller.Actor, CancellationToken.None), work));
        pages.MapPost("/batches/{id:guid}/erase", EraseAsync).For(Erasing.Least, Erasing.Scope);
        pages.MapPost("/batches/{id:guid}/cancel", (Guid id, Caller caller, BatchStore store, WorkSignal work) => ChangeAsync(id, store.CancelAsync(id, caller.Actor, CancellationToken.None), work));
    }

    private static async Task<IResult> ShowAllAsync(Guid? after, HttpContext http, BatchStore store) =>
        new PageResult<BatchesPage>(new { Part = await store.ListAsync(after, RowsOfAPage, http.RequestAborted), IsFirst = after is null });

    private static async Task<IResult> ReceiveAsync(HttpContext http, Caller caller, PendingFiles files, BatchStore store)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form.Files["file"] is not { } file || Upload.EndingOf(file.FileName) is not { } ending || file.Length == 0)
        {
            var wrong = form.Files["file"] is { Length: 0, FileName.Length: > 0 } none && Upload.EndingOf(none.FileName) is not null ? FileFault.Empty : FileFault.Kind;
            return new PageResult<BatchesPage>(new { Part = await store.ListAsync(after: null, RowsOfAPage, http.RequestAborted), IsFirst = true, Fault = wrong })
            {
                Status = StatusCodes.Status400BadRequest,
            };
        }

        var content = file.OpenReadStream();
        await using (content)
        {
            var pending = await files.ReceiveAsync(content, file.FileName, ending, caller, http.RequestAborted);
            return Results.Redirect(FileUrl(pending.Id));
        }
    }

    private static async Task<IResult> ShowFileAsync(
        Guid id, [AsParameters] FileForm form, HttpContext http, Caller caller, PendingFiles files, RubricLibrary rubrics, Graders graders, IOptions<JudgeOptions> judge) =>
        files.Find(id, caller) is { } file ? await FileAsync(file, form, http, rubrics, graders, judge.Value) : new PageResult<FileGonePage>(new { }) { Status = StatusCodes.Status404NotFound };

    private static async Task<IResult> MakeAsync(
        Guid id,
        [FromForm] FileForm form,
        HttpContext http,
        Caller caller,
        PendingFiles files,
        BatchMaking making,
        RubricLibrary rubrics,
        Graders graders,
        IOptions<JudgeOptions> judge)
    {
        if (files.Find(id, caller) is not { } file)
        {
            return new PageResult<FileGonePage>(new { }) { Status = StatusCodes.Status404NotFound };
        }

        try
        {
            if (form.IsComplete)
            {
                var (made, _) = await making.MakeAsync(
                    form.Title ?? string.Empty, GraderName.Read(form.Grader, graders), file.Upload, form.Options, static _ => null, caller, http.RequestAborted);
                await files.RemoveAsync(id);
                return Results.Redirect(Url(made.Batch.Id));
            }
        }
        catch (InputException failure)
        {
            return await FileAsync(file, form, http, rubrics, graders, judge.Value, failure.Problems);
        }

        return await FileAsync(file, form, http, rubrics, graders, judge.Value, []);
    }

    private static async Task<PageResult<FilePage>> FileAsync(
        PendingFile file, FileForm form, HttpContext http, RubricLibrary rubrics, Graders graders, JudgeOptions judge, IReadOnlyList<InputProblem>? refused = null)
    {
        TablePreview? preview = null;
        BatchSurvey? survey = null;
        JudgeUse? use = null;
        List<InputProblem> problems = [.. refused ?? []];
        try
        {
            form = form with { Encoding = form.Encoding ?? await file.Upload.EncodingAsync(rubrics, http.RequestAborted) };
            preview = await file.Upload.Import(rubrics, form.Options with { Question = string.Empty }).PreviewAsync(PreviewRows, http.RequestAborted);
            form = form.Suggested(preview.Names, Path.GetFileNameWithoutExtension(file.Name));
            if (form.IsComplete)
            {
                using var nowhere = new ErrorsCsv(TextWriter.Null);
                survey = await BatchSurvey.OfAsync(file.Upload.Import(rubrics, form.Options), nowhere, static _ => { }, ShownProblems, http.RequestAborted);
                use = graders.HasJudge && form.Grader != GraderName.Of(GraderChoice.Local) ? await ForecastAsync(survey, judge, http.RequestAborted) : null;
            }
        }
        catch (InputException failure)
        {
            problems.AddRange(failure.Problems);
        }

        return new PageResult<FilePage>(new
        {
            File = file.Id,
            FileName = file.Name,
            Form = form,
            Check = new FileCheck(preview, survey, use, problems),
            Questions = rubrics.Questions.Select(question => question.Id).ToList(),
            graders.HasJudge,
        })
        {
            Status = refused is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }

    private static async Task<JudgeUse> ForecastAsync(BatchSurvey survey, JudgeOptions judge, CancellationToken cancellationToken)
    {
        var forecast = new JudgeForecast(judge);
        var all = new JudgeUse(0, 0, 0, 0);
        foreach (var (question, answers, characters) in survey.Questions)
        {
            var use = await forecast.OfAsync(question, answers, characters, cancellationToken);
            all = new JudgeUse(all.Calls + use.Calls, all.InputTokens + use.InputTokens, all.OutputTokens + use.OutputTokens, all.Cost + use.Cost);
        }

        return all;
    }

    private static async Task<IResult> ShowAsync(
        Guid id, string? question, Band? band, bool? review, int? after, bool isUnsure, HttpContext http, Caller caller, BatchStore store, BatchResults results, AlikeAnswers alike)
    {
        if (await store.ProgressAsync(id, http.RequestAborted) is not { } progress)
        {
            return NotFoundPage.Result();
        }

        var filter = new BatchFilter { QuestionId = string.IsNullOrEmpty(question) ? null : question, Band = band, InReview = review == true };
        var part = await store.ResultsAsync(id, filter, after, RowsOfAPage + 1, http.RequestAborted);
        var similar = new Dictionary<Guid, IReadOnlyList<SimilarAnswer>>();
        foreach (var result in part.Take(RowsOfAPage))
        {
            similar[result.Answer.Id] = await alike.ToAsync(result.Answer, http.RequestAborted);
        }

        return new PageResult<BatchPage>(new
        {
            Progress = progress,
            Filter = filter,
            Results = await results.GradedAsync([.. part.Take(RowsOfAPage)], http.RequestAborted),
            Alike = similar,
            Next = part.Count > RowsOfAPage ? part[RowsOfAPage - 1].Answer.Position : (int?)null,
            IsFirst = after is null,
            Questions = await store.QuestionsAsync(id, http.RequestAborted),
            MayErase = progress.Batch.EndedAt is not null && caller.May(Erasing),
            IsUnsure = isUnsure,
        })
        {
            Status = isUnsure ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        };
    }

    private static async Task<IResult> EraseAsync(
        Guid id, HttpContext http, Caller caller, BatchStore store, BatchResults results, AlikeAnswers alike, PersonalData data)
    {
        if (!await Meant.IsSaidAsync(http.Request))
        {
            return await ShowAsync(id, question: null, band: null, review: null, after: null, isUnsure: true, http, caller, store, results, alike);
        }

        return await data.EraseBatchAsync(id, caller.Actor, http.RequestAborted) ? Results.Redirect("/batches") : NotFoundPage.Result();
    }

    private static async Task<IResult> ChangeAsync(Guid id, Task<Batch?> change, WorkSignal work)
    {
        await change;
        work.Set();
        return Results.Redirect(Url(id));
    }
}
