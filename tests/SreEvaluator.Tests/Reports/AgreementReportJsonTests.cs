using System.Text.Json;
using SreEvaluator.Agreement;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Tests.Agreement;

namespace SreEvaluator.Tests.Reports;

public sealed class AgreementReportJsonTests
{
    private static readonly JsonElement Json = Written(
        Graded.Answer("cpm", "cmm", 0.9, "slo", "W1", "terse", "cpm", "ccm"),
        Graded.Answer("cpm", "cpc", 0.6, "slo", "W2", "terse", "cpm", "cpm"));

    [Theory]
    [InlineData("pairs")]
    [InlineData("accuracy3")]
    [InlineData("accuracy2")]
    [InlineData("macroF1Binary")]
    [InlineData("macroF1Three")]
    [InlineData("kappaQuadratic")]
    [InlineData("scoreMae")]
    [InlineData("scorePearson")]
    [InlineData("expectedCalibrationError")]
    [InlineData("notAssessed")]
    public void Holds_what_others_rely_on_for_all_and_by_question(string name)
    {
        Json.TryGetProperty(name, out _).ShouldBeTrue();
        Json.GetProperty("byQuestion").GetProperty("slo").TryGetProperty(name, out _).ShouldBeTrue();
    }

    [Fact]
    public void Holds_the_confusion_by_label_and_verdict()
    {
        Json.GetProperty("confusion").GetProperty("partial").GetProperty("missing").GetInt64().ShouldBe(1);
        Json.GetProperty("classes").GetProperty("credit").GetProperty("labelled").GetInt64().ShouldBe(4);
    }

    [Fact]
    public void Holds_intervals_bins_annotators_and_the_coverage_curve()
    {
        Json.GetProperty("intervals").GetProperty("accuracy3").GetProperty("low").GetDouble().ShouldBe(0.6667, 0.0001);
        Json.GetProperty("reliability").GetArrayLength().ShouldBe(10);
        Json.GetProperty("annotators").GetProperty("pairs").GetInt32().ShouldBe(6);
        Json.GetProperty("coverageCurve").EnumerateArray().Select(point => point.GetProperty("sent").GetInt32()).ShouldBe([0, 1, 2]);
    }

    [Theory]
    [InlineData("byKeyPoint", "slo: point-b")]
    [InlineData("byWriter", "W1")]
    [InlineData("byStyle", "terse")]
    public void Holds_every_group(string groups, string name) => Json.GetProperty(groups).TryGetProperty(name, out _).ShouldBeTrue();

    [Fact]
    public void What_is_not_defined_is_null() =>
        Written(Graded.Answer("c", "n")).GetProperty("accuracy3").ValueKind.ShouldBe(JsonValueKind.Null);

    private static JsonElement Written(params (LabelledAnswer Labelled, Evaluation Evaluation)[] graded) =>
        JsonSerializer.SerializeToElement(new AgreementReportJson(AgreementReport.Of(graded, ScoringRules.Default)), AgreementReportJson.TypeInfo);
}
