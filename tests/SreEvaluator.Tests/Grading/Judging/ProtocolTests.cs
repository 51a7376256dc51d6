using System.Text.Json.Nodes;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

/// <summary>What goes over the wire to each provider, and what is made of what comes back.</summary>
public sealed class ProtocolTests
{
    public static TheoryData<JudgeProvider> Providers => Judge.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_reply_becomes_verdicts_with_exact_offsets_and_provenance(JudgeProvider provider)
    {
        var answer = Some.Answer("Well…  I'd ROLL BACK\r\nthe release. 🎉 Then roles: I take command.");
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question())
            .Covered("mitigate-first", "I’d roll back the release.")
            .Partial("incident-roles", "I take command", "I take command")
            .RedFlag("blames-people", "Well…"));

        var evaluation = await Judge.GradeAsync(Judge.Options(server, provider), answer: answer);

        evaluation.Grader.ShouldBe(GraderKind.Judge);
        evaluation.Degraded.ShouldBeFalse();
        evaluation.Doubts.ShouldBeEmpty();
        var mitigate = evaluation.Verdicts[0];
        mitigate.Coverage.ShouldBe(Coverage.Covered);
        mitigate.Confidence.ShouldBe(0.9);
        mitigate.Reason.ShouldBe("It is covered.");
        var quote = mitigate.Evidence.ShouldHaveSingleItem();
        quote.Quote.ShouldBe("I'd ROLL BACK\r\nthe release.");
        quote.Start.ShouldBe(7);
        evaluation.Verdicts[1].Coverage.ShouldBe(Coverage.Partial);
        evaluation.Verdicts[1].Evidence.ShouldHaveSingleItem().Start.ShouldBe(answer.Text.IndexOf("I take", StringComparison.Ordinal));
        evaluation.RedFlags.ShouldHaveSingleItem().Evidence[0].Start.ShouldBe(0);
        evaluation.Score.Value.ShouldBe(75);
        evaluation.Provenance.Model.ShouldBe("some-model");
        evaluation.Provenance.ModelVersion.ShouldBe(ScriptedReply.Model);
        evaluation.Provenance.InputTokens.ShouldBe(ScriptedReply.InputTokens);
        evaluation.Provenance.OutputTokens.ShouldBe(ScriptedReply.OutputTokens);
        evaluation.Provenance.Attempts.ShouldBe(1);
        evaluation.Provenance.PromptHash.ShouldNotBeNull().Length.ShouldBe(64);
        evaluation.Provenance.Cost.ShouldBeNull();
    }

    [Theory]
    [InlineData(JudgeProvider.OpenAI, "/v1/chat/completions", "Authorization", "Bearer " + Judge.Key)]
    [InlineData(JudgeProvider.AzureOpenAI, "/openai/deployments/some-model/chat/completions", "api-key", Judge.Key)]
    [InlineData(JudgeProvider.OpenAICompatible, "/v1/chat/completions", "Authorization", "Bearer " + Judge.Key)]
    [InlineData(JudgeProvider.Ollama, "/api/chat", null, null)]
    [InlineData(JudgeProvider.Anthropic, "/v1/messages", "Authorization", "Bearer " + Judge.Key)]
    public async Task Each_provider_is_called_at_its_path_with_its_key(JudgeProvider provider, string path, string? header, string? value)
    {
        var call = await CallOf(provider);

        call.Method.ShouldBe("POST");
        call.Path.ShouldBe(path);
        call.Json["model"]!.GetValue<string>().ShouldBe("some-model");
        if (header is null)
        {
            call.Headers.Values.ShouldNotContain(sent => sent.Contains(Judge.Key, StringComparison.Ordinal));
        }
        else
        {
            call.Headers[header].ShouldBe(value);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task The_schema_goes_out_in_each_providers_own_way(JudgeProvider provider)
    {
        var body = (await CallOf(provider)).Json;

        var schema = provider switch
        {
            JudgeProvider.Ollama => body["format"],
            JudgeProvider.Anthropic => body["output_config"]!["format"]!["schema"],
            _ => body["response_format"]!["json_schema"]!["schema"],
        };
        JsonNode.DeepEquals(schema, JsonNode.Parse(Chunk.Of(Some.Question(), seed: 1).ReplySchema.GetRawText())).ShouldBeTrue(schema?.ToJsonString());
        if (body["response_format"] is { } format)
        {
            format["type"]!.GetValue<string>().ShouldBe("json_schema");
            format["json_schema"]!["strict"]!.GetValue<bool>().ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(JudgeProvider.OpenAI, "max_completion_tokens")]
    [InlineData(JudgeProvider.AzureOpenAI, "max_completion_tokens")]
    [InlineData(JudgeProvider.OpenAICompatible, "max_tokens")]
    [InlineData(JudgeProvider.Anthropic, "max_tokens")]
    public async Task The_reply_is_capped_in_tokens(JudgeProvider provider, string field)
    {
        var body = (await CallOf(provider)).Json.AsObject();

        body[field]!.GetValue<int>().ShouldBe(4096);
        body.Count(member => member.Key.StartsWith("max_", StringComparison.Ordinal)).ShouldBe(1);
        body.ContainsKey("tools").ShouldBeFalse();
    }

    [Fact]
    public async Task Ollama_gets_its_limits_and_a_window_that_holds_prompt_and_reply()
    {
        var small = (await CallOf(JudgeProvider.Ollama)).Json["options"]!;
        var large = (await CallOf(JudgeProvider.Ollama, Some.Answer(string.Join(' ', Enumerable.Repeat("roll back", 6000))))).Json["options"]!;

        small["num_predict"]!.GetValue<int>().ShouldBe(4096);
        small["num_ctx"]!.GetValue<int>().ShouldBe(8192);
        large["num_ctx"]!.GetValue<int>().ShouldBe(32_768);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Rubric_and_instructions_come_first_and_the_answer_last(JudgeProvider provider)
    {
        var messages = (await CallOf(provider, Some.Answer("I'd <b>roll back</b> & see."))).Messages;

        messages.Count.ShouldBe(2);
        messages[0].ShouldContain("[mitigate-first] Makes the point mitigate-first.");
        messages[0].ShouldContain("[blames-people] Looks for who is to blame.");
        messages[0].ShouldNotContain("roll back</b>");
        messages[1].ShouldContain("\nI'd <b>roll back</b> & see.\n");
        messages[1].ShouldNotContain("mitigate-first");
    }

    [Fact]
    public async Task The_prefix_is_the_same_for_every_answer_and_the_line_around_the_answer_for_none()
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()));
        using var grader = Judge.Grader(Judge.Options(server));
        await grader.GradeAsync(Some.Question(), Some.Answer("The same."), TestContext.Current.CancellationToken);
        await grader.GradeAsync(Some.Question(), Some.Answer("The same."), TestContext.Current.CancellationToken);

        server.Calls[0].Messages[0].ShouldBe(server.Calls[1].Messages[0]);
        server.Calls[0].Messages[1].ShouldNotBe(server.Calls[1].Messages[1]);
    }

    [Fact]
    public async Task An_endpoint_that_needs_no_key_is_sent_none()
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()));
        var options = Judge.Options(server);
        options.ApiKey = null;

        await Judge.GradeAsync(options);

        server.Calls.ShouldHaveSingleItem().Headers.ShouldNotContainKey("Authorization");
    }

    [Fact]
    public async Task Temperature_can_be_left_out()
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()));
        var options = Judge.Options(server);
        options.Temperature = null;

        await Judge.GradeAsync(options);

        server.Calls[0].Json.AsObject().ContainsKey("temperature").ShouldBeFalse();
        server.Calls[0].Json["seed"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_blank_answer_is_not_assessed_and_costs_no_call()
    {
        using var server = ScriptedJudge.Saying(ScriptedReply.Error(500));

        var evaluation = await Judge.GradeAsync(Judge.Options(server), answer: Some.Answer(" …\n"));

        evaluation.Score.Band.ShouldBe(Band.NotAssessed);
        server.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Anthropic_is_told_where_the_part_ends_that_is_the_same_for_all_answers()
    {
        var system = (await CallOf(JudgeProvider.Anthropic)).Json["system"]!.AsArray();

        system.ShouldHaveSingleItem()!["cache_control"]!["type"]!.GetValue<string>().ShouldBe("ephemeral");
    }

    [Theory]
    [InlineData(JudgeProvider.OpenAI)]
    [InlineData(JudgeProvider.AzureOpenAI)]
    [InlineData(JudgeProvider.OpenAICompatible)]
    [InlineData(JudgeProvider.Anthropic)]
    public async Task Tokens_that_the_provider_had_cached_are_counted_and_cost_less(JudgeProvider provider)
    {
        using var server = ScriptedJudge.Saying(((ScriptedReply)ScriptedVerdicts.On(Some.Question())).Cached(1000));
        var options = Judge.Options(server, provider);
        options.Prices["some-model"] = new ModelPrice { Input = 10, CachedInput = 1, Output = 100 };

        var provenance = (await Judge.GradeAsync(options)).Provenance;

        provenance.InputTokens.ShouldBe(ScriptedReply.InputTokens);
        provenance.CachedInputTokens.ShouldBe(1000);
        provenance.Cost.ShouldBe(((200 * 10m) + (1000 * 1m) + (300 * 100m)) / 1_000_000);
    }

    private static async Task<ScriptedCall> CallOf(JudgeProvider provider, Answer? answer = null)
    {
        using var server = ScriptedJudge.Saying(ScriptedVerdicts.On(Some.Question()));
        await Judge.GradeAsync(Judge.Options(server, provider), answer: answer);
        return server.Calls.ShouldHaveSingleItem();
    }
}
