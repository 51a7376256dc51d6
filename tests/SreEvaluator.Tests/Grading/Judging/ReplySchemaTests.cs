using System.Text.Json.Nodes;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Judging;

public sealed class ReplySchemaTests
{
    [Fact]
    public void Names_every_id_as_required_and_allows_nothing_else()
    {
        var schema = JsonNode.Parse(Chunk.Of(Some.Question(), 1).ReplySchema.GetRawText())!;

        schema["$defs"]!.ToJsonString().ShouldBe(JsonNode.Parse(ReplySchema.Definitions)!.ToJsonString());
        schema.AsObject().Remove("$defs");
        schema.ToJsonString().ShouldBe(
            """{"type":"object","properties":{"keyPoints":{"type":"object","properties":{"mitigate-first":{"$ref":"#/$defs/keyPoint"},"incident-roles":{"$ref":"#/$defs/keyPoint"}},"required":["mitigate-first","incident-roles"],"additionalProperties":false},"redFlags":{"type":"object","properties":{"blames-people":{"$ref":"#/$defs/redFlag"}},"required":["blames-people"],"additionalProperties":false}},"required":["keyPoints","redFlags"],"additionalProperties":false}""");
    }

    [Fact]
    public void Puts_quotes_and_reason_before_the_verdict()
    {
        var definitions = JsonNode.Parse(ReplySchema.Definitions)!;

        Names("keyPoint").ShouldBe(["quotes", "reason", "verdict", "confidence"]);
        Names("redFlag").ShouldBe(["quotes", "reason", "present", "confidence"]);

        IEnumerable<string> Names(string definition) => definitions[definition]!["properties"]!.AsObject().Select(member => member.Key);
    }

    [Fact]
    public void Has_no_part_for_red_flags_where_the_question_has_none()
    {
        var schema = Chunk.Of(Some.Question() with { RedFlags = [] }, 1).ReplySchema;

        schema.GetProperty("properties").EnumerateObject().Select(member => member.Name).ShouldBe(["keyPoints"]);
    }
}
