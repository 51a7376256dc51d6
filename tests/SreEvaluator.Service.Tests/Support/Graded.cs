using Microsoft.Extensions.DependencyInjection;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Support;

/// <summary>Waits for the worker.</summary>
internal static class Graded
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>An answer that was sent and graded.</summary>
    /// <returns>The answer's and the evaluation's ids.</returns>
    public static async Task<(Guid Answer, Guid Evaluation)> AnswerAsync(this RunningService service, HttpClient client, string text, Guid? interview = null)
    {
        var response = await client.PostAsync(
            "/api/v1/evaluations", new { question = "incident-management", answer = text, grader = "local", interviewId = interview }, ("Prefer", "respond-async"));
        var id = (await response.JsonAsync()).GetProperty("id").GetGuid();
        return (id, await service.GradedAsync(id));
    }

    /// <summary>The evaluation of an answer, once there is one.</summary>
    public static async Task<Guid> GradedAsync(this RunningService service, Guid answer)
    {
        var store = service.Services.GetRequiredService<EvaluationStore>();
        var end = DateTime.UtcNow + Longest;
        while (DateTime.UtcNow < end)
        {
            if (await store.OfAnswerAsync(answer, TestContext.Current.CancellationToken) is [var evaluation, ..])
            {
                return evaluation.Id;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("No worker graded the answer.");
    }
}
