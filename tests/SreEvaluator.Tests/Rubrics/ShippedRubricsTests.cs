using System.Text.Json;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Tests.Rubrics;

public sealed class ShippedRubricsTests
{
    private static readonly RubricLibrary Shipped = RubricLibrary.Load(ShippedFiles.Rubrics);

    [Fact]
    public void Are_ten_topics_with_eighteen_questions()
    {
        Shipped.Rubrics.Length.ShouldBe(10);
        Shipped.Rubrics.DistinctBy(rubric => rubric.Topic).Count().ShouldBe(10);
        Shipped.Questions.Count(question => question.Kind == QuestionKind.Scenario).ShouldBe(10);
        Shipped.Questions.Count(question => question.Kind == QuestionKind.FollowUp).ShouldBe(8);
    }

    [Fact]
    public void Have_a_critical_point_in_each_question_and_red_flags() =>
        Shipped.Questions.ShouldAllBe(question => question.KeyPoints.Any(keyPoint => keyPoint.Critical) && question.RedFlags.Length > 0);

    [Fact]
    public void Have_nothing_that_the_lint_warns_of() =>
        Shipped.Rubrics.SelectMany(RubricLint.Check)
            .Where(finding => finding.Severity == LintSeverity.Warning)
            .Select(finding => $"{finding.Where}: {finding.Finding}")
            .ShouldBeEmpty();

    [Fact]
    public void Name_the_schema_that_editors_check_them_by() =>
        Directory.EnumerateFiles(ShippedFiles.Rubrics, "*.yaml")
            .Select(file => File.ReadLines(file).First())
            .ShouldAllBe(line => line == "# yaml-language-server: $schema=rubric.schema.json");

    [Fact]
    public void The_schema_and_the_loader_know_the_same_fields()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(ShippedFiles.Rubrics, "rubric.schema.json")));
        var root = schema.RootElement;
        var parts = root.GetProperty("$defs");

        Agrees(root, RubricPart.Rubric);
        Agrees(parts.GetProperty("question"), RubricPart.Question);
        Agrees(parts.GetProperty("keyPoint"), RubricPart.KeyPoint);
        Agrees(parts.GetProperty("redFlag"), RubricPart.RedFlag);
    }

    [Fact]
    public void The_schema_and_the_loader_have_the_same_bounds()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(ShippedFiles.Rubrics, "rubric.schema.json")));
        var parts = schema.RootElement.GetProperty("$defs");
        var weight = parts.GetProperty("keyPoint").GetProperty("properties").GetProperty("weight");

        weight.GetProperty("minimum").GetInt32().ShouldBe(KeyPoint.LeastWeight);
        weight.GetProperty("maximum").GetInt32().ShouldBe(KeyPoint.GreatestWeight);
        parts.GetProperty("cues").GetProperty("items").GetProperty("maxItems").GetInt32().ShouldBe(Cue.MostGroups);
    }

    private static void Agrees(JsonElement schema, RubricPart part)
    {
        schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).ShouldBe(part.Fields, ignoreOrder: true);
        schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()).ShouldBe(part.Required, ignoreOrder: true);
        schema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
    }
}
