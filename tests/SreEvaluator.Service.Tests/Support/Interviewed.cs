using Microsoft.Extensions.DependencyInjection;
using SreEvaluator.Grading;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Worker;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Support;

/// <summary>Makes interviews as they come about, without a page.</summary>
internal static class Interviewed
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>An interview with a new candidate.</summary>
    public static Task<Interview> InterviewAsync(this RunningService service, string candidate, string title, params string[] questions) =>
        service.Services.GetRequiredService<InterviewStore>().AddAsync(candidate, title, [.. questions], "system", Token);

    /// <summary>An answer in an interview, once it is graded.</summary>
    public static async Task<StoredAnswer> AnsweredAsync(this RunningService service, Interview interview, string question, string text)
    {
        var sent = new NewAnswer(name: null, question, text) { CandidateId = interview.CandidateId, InterviewId = interview.Id, Grader = GraderChoice.Local };
        var accepted = await service.Services.GetRequiredService<AnswerStore>().AcceptAsync(sent, key: null, "system", Token);
        service.Services.GetRequiredService<WorkSignal>().Set();
        await service.GradedAsync(accepted.Answer.Id);
        return accepted.Answer;
    }

    /// <summary>The answers of an interview, the newest first.</summary>
    public static async Task<IReadOnlyList<StoredAnswer>> AnswersAsync(this RunningService service, Interview interview) =>
        (await service.Services.GetRequiredService<AnswerStore>().OfCandidateAsync(interview.CandidateId, interview.Id, questionId: null, after: null, 100, Token)).Items;

    /// <summary>The path of a new invitation.</summary>
    public static async Task<string> InvitationAsync(this RunningService service, Interview interview)
    {
        var token = SecretToken.New(string.Empty);
        await service.Services.GetRequiredService<InterviewStore>().InviteAsync(interview.Id, SecretToken.Hash(token), DateTimeOffset.UtcNow.AddDays(1), "system", Token);
        return $"{SignInApi.InvitationPath}?token={token}";
    }
}
