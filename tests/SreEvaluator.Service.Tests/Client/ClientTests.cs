using System.Net.Http.Headers;
using System.Text;
using SreEvaluator.Service.Tests.Client.Generated;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Client;

public sealed class ClientTests
{
    private static readonly string Committed = Path.Combine(Repository.Root, "tests", "SreEvaluator.Service.Tests", "Client", "SreEvaluatorClient.g.cs");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_committed_client_is_the_one_that_the_description_gives()
    {
        await using var service = await RunningService.StartAsync();
        var document = await (await service.ClientAsync(Role.Candidate)).GetStringAsync("/api/v1/openapi.json", Token);

        var generated = await GeneratedClient.OfAsync(document);

        if (!File.Exists(Committed) || await File.ReadAllTextAsync(Committed, Token) != generated)
        {
            await File.WriteAllTextAsync(Committed + ".received.txt", generated, Token);
            Assert.Fail($"The client is another one; see {Committed}.received.txt, and copy it over the committed one to accept it.");
        }
    }

    [Fact]
    public async Task The_typed_client_does_a_day_s_work()
    {
        await using var service = await RunningService.StartAsync();
        using var http = new HttpClient { BaseAddress = service.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await service.KeyAsync(Role.Admin));
        http.DefaultRequestHeaders.Add("Prefer", "wait=30");
        var client = new SreEvaluatorClient(http);

        var question = await client.GetScenarioAsync("incident-management", Token);
        var candidate = await client.AddCandidateAsync(new NewCandidateJson { Name = "Robin" }, "k-1", Token);
        var evaluation = await client.EvaluateAsync(
            new NewEvaluationJson { Question = question.Id, Answer = "I would roll back first.", CandidateId = candidate.Id, Grader = "local" }, "k-2", Token);

        evaluation.Verdicts.ShouldNotBeEmpty();
        (await client.GetEvaluationAsync(evaluation.Id, Token)).Score.ShouldBe(evaluation.Score);
        (await client.ListAnswersAsync(candidateId: candidate.Id, cancellationToken: Token)).Items.Single().EvaluationId.ShouldBe(evaluation.Id);
        using var rows = new MemoryStream(Encoding.UTF8.GetBytes("id,question,answer\na-1,incident-management,I would roll back first.\n"));
        (await client.UploadBatchAsync("take-homes", new FileParameter(rows, "answers.csv", "text/csv"), grader: "local", idempotency_Key: "k-3", cancellationToken: Token)).Batch.Answers.ShouldBe(1);
        (await client.ExportCandidateAsync(candidate.Id, Token)).ToString()!.ShouldContain("Robin");
        (await Should.ThrowAsync<ApiException>(() => client.GetBatchAsync(Guid.NewGuid(), Token))).StatusCode.ShouldBe(404);
    }
}
