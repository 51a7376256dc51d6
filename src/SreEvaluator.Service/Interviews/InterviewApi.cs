using Microsoft.AspNetCore.Http.HttpResults;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Idempotency;
using SreEvaluator.Service.Paging;
using SreEvaluator.Service.Problems;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Interviews;

/// <summary>Candidates, interviews and invitations.</summary>
internal static class InterviewApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapInterviews(this RouteGroupBuilder api)
    {
        var candidates = api.MapGroup("/candidates").WithTags("Interviews");
        candidates.MapGet("/", CandidatesAsync).WithName("ListCandidates").WithSummary("Candidates, the newest first").For(Role.Interviewer, Scopes.Interviews);
        candidates.MapPost("/", AddCandidateAsync).WithName("AddCandidate").WithSummary("Enters a candidate").Idempotent().For(Role.Interviewer, Scopes.Interviews);
        candidates.MapGet("/{id:guid}", CandidateAsync).WithName("GetCandidate").WithSummary("A candidate").For(Role.Interviewer, Scopes.Interviews);

        var interviews = api.MapGroup("/interviews").WithTags("Interviews");
        interviews.MapGet("/", InterviewsAsync).WithName("ListInterviews").WithSummary("Interviews, the newest first; a candidate's own").For(Role.Candidate, Scopes.Interviews);
        interviews.MapPost("/", AddInterviewAsync).WithName("AddInterview").WithSummary("Makes an interview").Idempotent().For(Role.Interviewer, Scopes.Interviews);
        interviews.MapGet("/{id:guid}", InterviewAsync).WithName("GetInterview").WithSummary("An interview").For(Role.Candidate, Scopes.Interviews);
        interviews.MapPost("/{id:guid}/invitation", InviteAsync)
            .WithName("Invite").WithSummary("Invites the candidate; an earlier invitation ends").For(Role.Interviewer, Scopes.Interviews);
        interviews.MapDelete("/{id:guid}/invitation", TakeBackAsync)
            .WithName("TakeInvitationBack").WithSummary("Takes the invitation back").For(Role.Interviewer, Scopes.Interviews);
        interviews.MapPost("/{id:guid}/close", CloseAsync)
            .WithName("CloseInterview").WithSummary("Closes an interview to further answers").For(Role.Interviewer, Scopes.Interviews);
    }

    private static async Task<Ok<PageJson<CandidateJson>>> CandidatesAsync(string? after, int? limit, CandidateStore candidates, CancellationToken cancellationToken)
    {
        var part = PageRequest.Of(after, limit);
        return TypedResults.Ok(PageParts.Of(await candidates.ListAsync(part.After, part.Limit, cancellationToken), CandidateJson.Of));
    }

    private static async Task<Created<CandidateJson>> AddCandidateAsync(
        NewCandidateJson body, Caller caller, CandidateStore candidates, CancellationToken cancellationToken)
    {
        var candidate = await candidates.AddAsync(body.Name ?? string.Empty, caller.Actor, cancellationToken);
        return TypedResults.Created($"/api/v1/candidates/{candidate.Id}", CandidateJson.Of(candidate));
    }

    private static async Task<Ok<CandidateJson>> CandidateAsync(Guid id, CandidateStore candidates, CancellationToken cancellationToken) =>
        await candidates.FindAsync(id, cancellationToken) is { } candidate
            ? TypedResults.Ok(CandidateJson.Of(candidate))
            : throw new ProblemException(ProblemKind.NotFound, "There is no candidate of this id.");

    private static async Task<Ok<PageJson<InterviewJson>>> InterviewsAsync(
        Guid? candidateId, string? after, int? limit, Caller caller, Interviewing interviews, CancellationToken cancellationToken)
    {
        var part = PageRequest.Of(after, limit);
        return TypedResults.Ok(PageParts.Of(await interviews.ListAsync(candidateId, part.After, part.Limit, caller, cancellationToken), InterviewJson.Of));
    }

    private static async Task<Created<InterviewJson>> AddInterviewAsync(NewInterviewJson body, Caller caller, Interviewing interviews, CancellationToken cancellationToken)
    {
        var interview = await interviews.AddAsync(body.CandidateId, body.Title, body.Questions, caller, cancellationToken);
        return TypedResults.Created($"/api/v1/interviews/{interview.Id}", InterviewJson.Of(interview));
    }

    private static async Task<Ok<InterviewJson>> InterviewAsync(Guid id, Caller caller, Interviewing interviews, CancellationToken cancellationToken) =>
        TypedResults.Ok(InterviewJson.Of(await interviews.FindAsync(id, caller, cancellationToken)));

    private static async Task<Created<InvitationJson>> InviteAsync(
        Guid id, NewInvitationJson? body, HttpContext http, Caller caller, Interviewing interviews, CancellationToken cancellationToken)
    {
        var (token, end) = await interviews.InviteAsync(id, body?.Days, caller, cancellationToken);
        return TypedResults.Created((string?)null, InvitationJson.Of(token, end, http.Request));
    }

    private static async Task<NoContent> TakeBackAsync(Guid id, Caller caller, Interviewing interviews, CancellationToken cancellationToken)
    {
        await interviews.TakeBackAsync(id, caller, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<InterviewJson>> CloseAsync(Guid id, Caller caller, Interviewing interviews, CancellationToken cancellationToken) =>
        TypedResults.Ok(InterviewJson.Of(await interviews.CloseAsync(id, caller, cancellationToken)));
}
