using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

public sealed class ReplyReaderTests
{
    private static readonly Chunk Chunk = Chunk.Of(Some.Question(), 1);

    private static readonly string Valid = ScriptedVerdicts.On(Some.Question())
        .Covered("mitigate-first", "roll \"back\"", "ünïcode \U0001F389").Partial("incident-roles", "x").RedFlag("blames-people", "y").ToString();

    [Fact]
    public void Reads_every_part()
    {
        ReplyReader.TryRead(Valid, Chunk, out var reply, out _).ShouldBeTrue();

        var mitigate = reply.KeyPoints.Single(said => said.KeyPoint.Id == "mitigate-first");
        mitigate.Quotes.ShouldBe(["roll \"back\"", "ünïcode \U0001F389"]);
        mitigate.Coverage.ShouldBe(Coverage.Covered);
        mitigate.Confidence.ShouldBe(0.9);
        reply.RedFlags.ShouldHaveSingleItem().Present.ShouldBeTrue();
    }

    [Fact]
    public void The_order_of_ids_and_members_does_not_matter()
    {
        var shuffled = Reversed(JsonNode.Parse(Valid)!);

        ReplyReader.TryRead(shuffled.ToJsonString(), Chunk, out var reply, out _).ShouldBeTrue();

        reply.KeyPoints.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("", "It is not one JSON object and nothing else: the JSON breaks in line 1, byte 1.")]
    [InlineData("null", "the reply must be a JSON object.")]
    [InlineData("[]", "the reply must be a JSON object.")]
    [InlineData("{}", "the reply lacks keyPoints, redFlags.")]
    [InlineData("```json\n{}\n```", "It is not one JSON object and nothing else: the JSON breaks in line 1, byte 1.")]
    [InlineData("{} I hope this helps!", "It is not one JSON object and nothing else: the JSON breaks in line 1, byte 4.")]
    [InlineData("{}{}", "It is not one JSON object and nothing else: the JSON breaks in line 1, byte 3.")]
    public void Says_what_is_wrong_with_the_whole(string text, string expected) => Problem(text).Message.ShouldBe(expected);

    [Theory]
    [InlineData("keyPoints", "[]", "keyPoints must be a JSON object.")]
    [InlineData("keyPoints.mitigate-first", "null", "keyPoints.mitigate-first must be a JSON object.")]
    [InlineData("keyPoints.mitigate-first", "{}", "keyPoints.mitigate-first lacks quotes, reason, verdict, confidence.")]
    [InlineData("keyPoints.mitigate-first.quotes", "\"roll back\"", "keyPoints.mitigate-first.quotes must be an array of strings.")]
    [InlineData("keyPoints.mitigate-first.quotes", "[1]", "keyPoints.mitigate-first.quotes must be text.")]
    [InlineData("keyPoints.mitigate-first.reason", "null", "keyPoints.mitigate-first.reason must be text.")]
    [InlineData("keyPoints.mitigate-first.verdict", "\"Covered\"", "keyPoints.mitigate-first.verdict must be \"covered\", \"partial\" or \"missing\".")]
    [InlineData("keyPoints.mitigate-first.verdict", "\"not-assessed\"", "keyPoints.mitigate-first.verdict must be \"covered\", \"partial\" or \"missing\".")]
    [InlineData("keyPoints.mitigate-first.confidence", "1.01", "keyPoints.mitigate-first.confidence must be a number from 0 to 1.")]
    [InlineData("keyPoints.mitigate-first.confidence", "-0.1", "keyPoints.mitigate-first.confidence must be a number from 0 to 1.")]
    [InlineData("keyPoints.mitigate-first.confidence", "1e309", "keyPoints.mitigate-first.confidence must be a number from 0 to 1.")]
    [InlineData("keyPoints.mitigate-first.confidence", "\"0.9\"", "keyPoints.mitigate-first.confidence must be a number from 0 to 1.")]
    [InlineData("keyPoints.mitigate-first.confidence", "null", "keyPoints.mitigate-first.confidence must be a number from 0 to 1.")]
    [InlineData("redFlags.blames-people.present", "\"true\"", "redFlags.blames-people.present must be true or false.")]
    [InlineData("redFlags.blames-people", "7", "redFlags.blames-people must be a JSON object.")]
    public void Says_what_is_wrong_with_a_part(string path, string value, string expected) => Problem(With(path, value)).Message.ShouldBe(expected);

    [Fact]
    public void NaN_is_no_JSON() => Problem(Valid.Replace("0.9", "NaN", StringComparison.Ordinal)).Message.ShouldContain("It is not one JSON object");

    [Fact]
    public void A_missing_id_is_never_assumed()
    {
        var reply = JsonNode.Parse(Valid)!;
        reply["keyPoints"]!.AsObject().Remove("incident-roles");

        var problem = Problem(reply.ToJsonString());

        problem.Message.ShouldBe("keyPoints lacks incident-roles.");
        problem.Doubtful.ShouldBeFalse();
    }

    [Theory]
    [InlineData("keyPoints.root-cause", "keyPoints holds root-cause, which is not asked for; it takes only mitigate-first, incident-roles.")]
    [InlineData("keyPoints.I would roll back!", "keyPoints holds a name, which is not asked for; it takes only mitigate-first, incident-roles.")]
    [InlineData("keyPoints.mitigate-first.score", "keyPoints.mitigate-first holds score, which is not asked for; it takes only quotes, reason, verdict, confidence.")]
    [InlineData("score", "the reply holds score, which is not asked for; it takes only keyPoints, redFlags.")]
    public void What_was_not_asked_for_is_doubtful_and_not_repeated_where_it_is_free_text(string path, string expected)
    {
        var problem = Problem(With(path, "{}"));

        problem.Message.ShouldBe(expected);
        problem.Doubtful.ShouldBeTrue();
    }

    [Fact]
    public void An_id_twice_is_doubtful()
    {
        var problem = Problem(Valid.Replace("\"incident-roles\"", "\"mitigate-first\"", StringComparison.Ordinal));

        problem.Message.ShouldBe("keyPoints holds mitigate-first twice.");
        problem.Doubtful.ShouldBeTrue();
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text() =>
        Problem(Valid.Replace("roll", "\uD83C", StringComparison.Ordinal)).Message.ShouldBe("It holds half a surrogate pair, which is no text.");

    [Theory]
    [InlineData("\\ud83c")]
    [InlineData("\\udf89 \\ud83c")]
    public void Half_an_escaped_surrogate_pair_is_no_text(string escape) =>
        Problem(Valid.Replace("roll", escape, StringComparison.Ordinal)).Message.ShouldBe("It holds half a surrogate pair, which is no text.");

    [Fact]
    public void A_deep_reply_is_refused() => Problem(new string('[', 100_000)).Message.ShouldContain("It is not one JSON object");

    [Fact]
    public void No_mutation_of_a_valid_reply_does_anything_but_read_or_fail() =>
        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 20], Gen.OneOf("", "\"", "{", "}", "[", "]", ",", ":", "\\", "\\u", "\\ud83c", "\uD83C", "0", "-", "1e999", "null", "NaN", "\0", "mitigate-first"), Gen.Bool)
            .List[1, 4].Sample(
                mutations =>
                {
                    var text = new StringBuilder(Valid);
                    foreach (var (at, length, insert, copy) in mutations)
                    {
                        var start = Math.Min(at, text.Length);
                        var cut = Math.Min(length, text.Length - start);
                        var piece = text.ToString(start, cut);
                        text.Remove(start, cut).Insert(start, insert);
                        if (copy)
                        {
                            text.Insert(Math.Min(start / 2, text.Length), piece);
                        }
                    }

                    if (ReplyReader.TryRead(text.ToString(), Chunk, out var reply, out var problem))
                    {
                        reply.KeyPoints.Length.ShouldBe(2);
                        reply.RedFlags.Length.ShouldBe(1);
                    }
                    else
                    {
                        problem.Message.ShouldNotBeEmpty();
                    }
                },
                iter: 100_000);

    private static ReplyProblem Problem(string text)
    {
        ReplyReader.TryRead(text, Chunk, out var reply, out var problem).ShouldBeFalse();
        reply.ShouldBeNull();
        return problem.ShouldNotBeNull();
    }

    private static string With(string path, string value)
    {
        var reply = JsonNode.Parse(Valid)!;
        var names = path.Split('.');
        var parent = names[..^1].Aggregate(reply, (node, name) => node[name]!);
        parent[names[^1]] = "the-value";
        return reply.ToJsonString().Replace("\"the-value\"", value, StringComparison.Ordinal);
    }

    private static JsonNode Reversed(JsonNode node) => node is JsonObject json
        ? new JsonObject(json.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : (JsonNode?)Reversed(member.Value))))
        : node.DeepClone();
}
