using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SreEvaluator.Composition;
using SreEvaluator.Feedback;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Evaluations;
using SreEvaluator.Service.Paging;
using SreEvaluator.Service.Practice;
using SreEvaluator.Service.Problems;
using SreEvaluator.Service.Reviews;
using SreEvaluator.Service.Rubrics;
using SreEvaluator.Service.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Interviews;

/// <summary>Interviews: asking, inviting and the second opinion for interviewers; the questions for the candidate.</summary>
internal static class InterviewPages
{
    private const int Shown = 50;
    private const int MostCompared = 6;

    /// <summary>Where the interviews are listed.</summary>
    public const string ListUrl = "/interviews";

    /// <summary>Where an interview is shown: to its candidate the questions, to others how it stands.</summary>
    public static string Url(Interview interview) => Url(interview.Id);

    /// <summary>Where its title and its questions are changed.</summary>
    public static string EditUrl(Interview interview) => $"{Url(interview)}/edit";

    /// <summary>Where a question of it is answered.</summary>
    public static string QuestionUrl(Interview interview, Asked asked) => $"{Url(interview)}/questions/{asked.Number}";

    /// <summary>Where the second opinion is read.</summary>
    public static string OpinionUrl(Interview interview) => $"{Url(interview)}/opinion";

    /// <summary>The name under which a browser keeps a text that was not sent yet.</summary>
    public static string Draft(Interview interview, Asked asked) => $"interview/{interview.Id}/{asked.Number}";

    /// <summary>Registers what the pages and the API share.</summary>
    public static void AddInterviews(this IServiceCollection services)
    {
        services.AddSingleton<Interviewing>();
        services.AddSingleton<Opinions>();
    }

    /// <summary>Maps the pages.</summary>
    public static void MapInterviewPages(this IEndpointRouteBuilder pages)
    {
        var anybody = pages.MapGroup(ListUrl).For(Role.Candidate, Scopes.Interviews);
        anybody.MapGet("/", ShowListAsync);
        anybody.MapGet("/{id:guid}", ShowAsync);
        anybody.MapGet("/{id:guid}/questions/{number:int}", ShowQuestionAsync);
        anybody.MapPost("/{id:guid}/questions/{number:int}", SendAsync);

        var interviewers = pages.MapGroup(ListUrl).For(Role.Interviewer, Scopes.Interviews);
        interviewers.MapGet("/new", ShowNewAsync);
        interviewers.MapPost("/new", AddAsync);
        interviewers.MapPost("/{id:guid}/invitation", InviteAsync);
        interviewers.MapPost("/{id:guid}/invitation/end", TakeBackAsync);
        interviewers.MapPost("/{id:guid}/close", CloseAsync);
        interviewers.MapPost("/{id:guid}/erase", EraseAsync);
        interviewers.MapGet("/{id:guid}/edit", ShowEditAsync);
        interviewers.MapPost("/{id:guid}/edit", EditAsync);
        interviewers.MapGet("/{id:guid}/opinion", ShowOpinionAsync);
        interviewers.MapGet("/{id:guid}/opinion.{ending}", DownloadAsync);
        interviewers.MapPost("/{id:guid}/questions/{number:int}/marks", MarkAsync);
        interviewers.MapGet("/compare", CompareAsync);
    }

    private static async Task<IResult> ShowListAsync(string? after, Caller caller, Interviewing interviews, Opinions opinions, CancellationToken cancellationToken)
    {
        var part = await interviews.ListAsync(candidateId: null, PageRequest.Of(after, Shown).After, Shown, caller, cancellationToken);
        var sheets = new List<InterviewSheet>();
        foreach (var interview in part.Items)
        {
            sheets.Add(await opinions.SheetAsync(interview, cancellationToken));
        }

        return caller.SeesOwnOnly
            ? new PageResult<MyInterviewsPage>(new { Sheets = sheets })
            : new PageResult<InterviewsPage>(new { Sheets = sheets, Next = part.Next });
    }

    private static async Task<IResult> ShowAsync(
        Guid id, HttpContext http, Caller caller, Interviewing interviews, Opinions opinions, FreshSecrets fresh, CancellationToken cancellationToken)
    {
        var interview = await interviews.FindAsync(id, caller, cancellationToken);
        var sheet = await opinions.SheetAsync(interview, cancellationToken);
        if (caller.SeesOwnOnly)
        {
            return new PageResult<MyInterviewPage>(new { Sheet = sheet });
        }

        // Not the link of an invitation that was replaced or taken back meanwhile.
        var invitation = interview.ClosedAt is null && fresh.Find(http, Url(interview), caller) is { } token && SecretToken.Hash(token) == interview.InvitationHash
            ? InvitationJson.Of(token, interview.InvitationExpiresAt!.Value, http.Request)
            : null;
        return Page(sheet, caller, invitation, unsure: null);
    }

    private static PageResult<InterviewPage> Page(InterviewSheet sheet, Caller caller, InvitationJson? invitation, string? unsure) =>
        new(new { Sheet = sheet, Invitation = invitation, MayErase = Interviewing.MayErase(sheet.Interview, caller), Unsure = unsure })
        {
            Status = unsure is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };

    private static async Task<IResult> ShowNewAsync(Guid? candidate, RubricLibrary library, CandidateStore candidates, CancellationToken cancellationToken)
    {
        var known = candidate is { } id ? await candidates.FindAsync(id, cancellationToken) : null;
        return new PageResult<NewInterviewPage>(new { library.Rubrics, Known = known, Form = InterviewForm.Empty });
    }

    private static async Task<IResult> AddAsync(
        HttpContext http, Caller caller, RubricLibrary library, Interviewing interviews, CandidateStore candidates, CancellationToken cancellationToken)
    {
        var form = InterviewForm.Of(await http.Request.ReadFormAsync(cancellationToken));
        try
        {
            var interview = form.CandidateId is { } known
                ? await interviews.AddAsync(known, form.Title, form.Questions, caller, cancellationToken)
                : await interviews.AddAsync(form.Candidate?.Trim(), form.Title, form.Questions, caller, cancellationToken);
            return Results.Redirect(Url(interview));
        }
        catch (InputException failure)
        {
            var known = form.CandidateId is { } there ? await candidates.FindAsync(there, cancellationToken) : null;
            return new PageResult<NewInterviewPage>(new { library.Rubrics, Known = known, Form = form, failure.Problems }) { Status = StatusCodes.Status400BadRequest };
        }
    }

    private static async Task<IResult> ShowEditAsync(
        Guid id, Caller caller, RubricLibrary library, Interviewing interviews, CandidateStore candidates, CancellationToken cancellationToken)
    {
        var interview = await interviews.FindAsync(id, caller, cancellationToken);
        var form = InterviewForm.Empty with { Title = interview.Title, Questions = interview.Questions };
        return new PageResult<NewInterviewPage>(new { library.Rubrics, Known = await candidates.FindAsync(interview.CandidateId, cancellationToken), Form = form, Interview = interview });
    }

    private static async Task<IResult> EditAsync(
        Guid id, HttpContext http, Caller caller, RubricLibrary library, Interviewing interviews, CandidateStore candidates, CancellationToken cancellationToken)
    {
        var form = InterviewForm.Of(await http.Request.ReadFormAsync(cancellationToken));
        try
        {
            await interviews.ChangeAsync(id, form.Title, form.Questions, caller, cancellationToken);
            return Results.Redirect(Url(id));
        }
        catch (InputException failure)
        {
            var interview = await interviews.FindAsync(id, caller, cancellationToken);
            var known = await candidates.FindAsync(interview.CandidateId, cancellationToken);
            return new PageResult<NewInterviewPage>(new { library.Rubrics, Known = known, Form = form, Interview = interview, failure.Problems }) { Status = StatusCodes.Status400BadRequest };
        }
    }

    private static async Task<IResult> InviteAsync(
        Guid id, [FromForm] int? days, HttpContext http, Caller caller, Interviewing interviews, FreshSecrets fresh, CancellationToken cancellationToken)
    {
        var (token, _) = await interviews.InviteAsync(id, days, caller, cancellationToken);
        fresh.Keep(http, Url(id), caller, token);
        return Results.Redirect(Url(id));
    }

    private static async Task<IResult> TakeBackAsync(Guid id, Caller caller, Interviewing interviews, CancellationToken cancellationToken)
    {
        await interviews.TakeBackAsync(id, caller, cancellationToken);
        return Results.Redirect(Url(id));
    }

    private static async Task<IResult> CloseAsync(
        Guid id, HttpContext http, Caller caller, Interviewing interviews, Opinions opinions, CancellationToken cancellationToken) => await Meant.IsSaidAsync(http.Request)
        ? Results.Redirect(Url(await interviews.CloseAsync(id, caller, cancellationToken)))
        : Page(await opinions.SheetAsync(await interviews.FindAsync(id, caller, cancellationToken), cancellationToken), caller, invitation: null, "close");

    private static async Task<IResult> EraseAsync(
        Guid id, HttpContext http, Caller caller, Interviewing interviews, Opinions opinions, CancellationToken cancellationToken)
    {
        if (!await Meant.IsSaidAsync(http.Request))
        {
            return Page(await opinions.SheetAsync(await interviews.FindAsync(id, caller, cancellationToken), cancellationToken), caller, invitation: null, "erase");
        }

        await interviews.EraseAsync(id, caller, cancellationToken);
        return Results.Redirect(ListUrl);
    }

    private static async Task<IResult> ShowQuestionAsync(
        Guid id,
        int number,
        Caller caller,
        Interviewing interviews,
        Opinions opinions,
        Visibility visibility,
        Graders graders,
        IOptions<CandidateOptions> candidates,
        CancellationToken cancellationToken)
    {
        var (sheet, asked) = await AskedAsync(id, number, caller, interviews, opinions, cancellationToken);
        if (!caller.SeesOwnOnly)
        {
            return new PageResult<PastePage>(new { Sheet = sheet, Asked = asked });
        }

        if (asked is not { Answer: { } answer })
        {
            // The local model is read while somebody writes, so that the first answer is graded as fast as the others.
            _ = Task.Run(() => graders.Local, CancellationToken.None);
            return new PageResult<AnswerPage>(new { Sheet = sheet, Asked = asked });
        }

        return new PageResult<AnsweredPage>(new
        {
            Sheet = sheet,
            Asked = asked,
            Reading = visibility.MaySeeResult(answer, caller) ? await opinions.ReadingAsync(answer, cancellationToken) : null,
            Points = candidates.Value.SeeKeyPoints ? Reveal.Statements : Reveal.Hints,
        });
    }

    private static async Task<IResult> SendAsync(
        Guid id,
        int number,
        [FromForm] AnswerForm form,
        [FromForm] string? reason,
        HttpContext http,
        Caller caller,
        Interviewing interviews,
        Opinions opinions,
        Intake intake,
        CancellationToken cancellationToken)
    {
        var (sheet, asked) = await AskedAsync(id, number, caller, interviews, opinions, cancellationToken);

        if (form.Fault is { } fault)
        {
            if (Sent.AsksForIt(http))
            {
                throw form.Refused(fault);
            }

            return caller.SeesOwnOnly
                ? new PageResult<AnswerPage>(new { Sheet = sheet, Asked = asked, Fault = fault, Text = form.Written }) { Status = StatusCodes.Status400BadRequest }
                : new PageResult<PastePage>(new { Sheet = sheet, Asked = asked, Fault = fault, Text = form.Written }) { Status = StatusCodes.Status400BadRequest };
        }

        // Whoever takes the place of what somebody said, says why.
        if (!caller.SeesOwnOnly && asked.Answer is not null && string.IsNullOrWhiteSpace(reason))
        {
            throw new InputException(new InputProblem("reason", null, "nothing", "why the answer that is there is replaced, in a sentence"));
        }

        var already = caller.SeesOwnOnly ? asked.Answer : null;
        if (already is null)
        {
            await AcceptAsync(id, asked, form, reason, caller, intake);
        }
        else if (already.Text != form.Written)
        {
            throw AnsweredAlready();
        }

        return Sent.To(Url(sheet.Interview), http);
    }

    // A candidate answers a question once, in however many windows; an interviewer may paste an answer again, each time that they mean to.
    private static async Task AcceptAsync(Guid interview, Asked asked, AnswerForm form, string? reason, Caller caller, Intake intake)
    {
        var key = caller.SeesOwnOnly ? new IdempotencyKey($"interview:{interview}", asked.Id, Hash(form.Written)) : form.Key(caller.Actor, $"{interview} {asked.Id}");
        try
        {
            await intake.AcceptAsync(new NewEvaluationJson(asked.Id, form.Written, InterviewId: interview, Reason: reason), caller, key, CancellationToken.None);
        }
        catch (IdempotencyConflictException)
        {
            throw AnsweredAlready();
        }
    }

    private static async Task<IResult> ShowOpinionAsync(
        Guid id, HttpContext http, Caller caller, Interviewing interviews, Opinions opinions, CancellationToken cancellationToken) => new PageResult<OpinionPage>(new
        {
            Opinion = await opinions.ReadAsync(await interviews.FindAsync(id, caller, cancellationToken), caller, cancellationToken),
            Blind = Preferences.MarksFirst(http),
        });

    private static async Task<IResult> DownloadAsync(
        Guid id, string ending, Caller caller, Interviewing interviews, Opinions opinions, CancellationToken cancellationToken)
    {
        var opinion = await opinions.ReadAsync(await interviews.FindAsync(id, caller, cancellationToken), caller, cancellationToken);
        return opinion.Report is not null && OpinionFormat.All.FirstOrDefault(format => format.Ending == ending) is { } form
            ? Results.File(form.File(opinion), form.ContentType, form.NameOf(opinion))
            : NotFoundPage.Result();
    }

    private static async Task<IResult> MarkAsync(
        Guid id, int number, bool? blind, HttpContext http, Caller caller, Interviewing interviews, Opinions opinions, CancellationToken cancellationToken)
    {
        var (sheet, asked) = await AskedAsync(id, number, caller, interviews, opinions, cancellationToken);
        if (asked.Answer is null)
        {
            throw new ProblemException(ProblemKind.Conflict, "The question is not answered yet.");
        }

        var sent = await http.Request.ReadFormAsync(cancellationToken);
        await opinions.MarkAsync(
            sheet, asked, keyPoint => sent[keyPoint].ToString() is { Length: > 0 } word ? CoverageName.Read(word) : null, blind == true, caller, cancellationToken);
        return Results.Redirect($"{OpinionUrl(sheet.Interview)}#answer-{asked.Number}");
    }

    private static async Task<IResult> CompareAsync(
        [FromQuery(Name = "id")] Guid[] ids, string? scores, HttpContext http, Caller caller, Interviewing interviews, Opinions opinions, CancellationToken cancellationToken)
    {
        var read = new List<SecondOpinion>();
        foreach (var id in ids.Distinct().Take(MostCompared))
        {
            read.Add(await opinions.ReadAsync(await interviews.FindAsync(id, caller, cancellationToken), caller, cancellationToken));
        }

        // In the order of names, which says nothing of anybody.
        return new PageResult<CandidatesPage>(new
        {
            Opinions = read.OrderBy(one => one.Sheet.Candidate.Name, StringComparer.CurrentCultureIgnoreCase).ToList(),
            Blind = Preferences.MarksFirst(http),
            Scores = scores == "shown",
        });
    }

    private static async Task<(InterviewSheet Sheet, Asked Asked)> AskedAsync(
        Guid id, int number, Caller caller, Interviewing interviews, Opinions opinions, CancellationToken cancellationToken)
    {
        var sheet = await opinions.SheetAsync(await interviews.FindAsync(id, caller, cancellationToken), cancellationToken);
        return (sheet, sheet.Asked.FirstOrDefault(asked => asked.Number == number && asked.Question is not null)
            ?? throw new ProblemException(ProblemKind.NotFound, "The interview has no question of this number."));
    }

    private static string Url(Guid id) => $"{ListUrl}/{id}";

    private static ProblemException AnsweredAlready() => new(ProblemKind.Conflict, "This question was answered already, and the answer that came first counts.");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
