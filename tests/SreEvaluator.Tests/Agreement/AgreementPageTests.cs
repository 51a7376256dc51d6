using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SreEvaluator.Agreement;
using SreEvaluator.Grading;

namespace SreEvaluator.Tests.Agreement;

public sealed partial class AgreementPageTests
{
    private static readonly AgreementPageAbout About = new()
    {
        Grader = "the local grader",
        Data = "answers.jsonl",
        Protocol = "By writer: no answer was graded by a model that had seen its writer.",
        At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    private static readonly (LabelledAnswer Labelled, Evaluation Evaluation)[] Some =
    [
        .. Enumerable.Range(0, 12).Select(index => Graded.Answer(
            "cpm", index % 3 == 0 ? "cmm" : "cpc", 0.5 + (index / 30.0), writer: $"W{index % 2}", style: "terse", annotators: ["cpm", "ccm"])),
    ];

    [Fact]
    public void Says_what_was_measured_and_how()
    {
        var page = Page(Some);

        page.ShouldContain(About.Grader);
        page.ShouldContain(About.Data);
        page.ShouldContain(About.Protocol);
        page.ShouldContain("12 answers, 36 pairs");
    }

    [Fact]
    public void Has_every_part()
    {
        var headings = Body(Page(Some)).Descendants("h2").Select(heading => heading.Value);

        headings.ShouldBe(
        [
            "At a glance", "Which verdicts are mixed up", "Can confidence be believed?", "How much to send to people",
            "Those who labelled, among themselves", "By question", "By writer", "By style", "By key point",
        ]);
    }

    [Fact]
    public void Fetches_nothing_and_runs_nothing()
    {
        var page = Page(Some);

        page.ShouldNotContain("http");
        page.ShouldNotContain("url(");
        page.ShouldNotContain("@import");
        page.ShouldNotContain("<script");
        Outside().IsMatch(page).ShouldBeFalse();
    }

    [Fact]
    public void Every_table_has_a_caption_and_scoped_headers_and_every_drawing_words()
    {
        var body = Body(Page(Some));

        body.Descendants("table").ShouldAllBe(table => table.Element("caption")!.Value.Length > 0);
        body.Descendants("th").ShouldAllBe(header => header.Attribute("scope") != null);
        body.Descendants("svg").Count().ShouldBe(2);
        body.Descendants("svg").ShouldAllBe(drawing => drawing.Element("title")!.Value.Length > 0 && drawing.Element("desc")!.Value.Length > 0);
    }

    [Fact]
    public void Every_name_that_is_referred_to_is_there_once()
    {
        var body = Body(Page(Some));
        var ids = body.Descendants().Attributes("id").Select(id => id.Value).ToList();

        ids.ShouldBeUnique();
        body.Descendants().Attributes("aria-labelledby").SelectMany(names => names.Value.Split(' ')).ShouldBeSubsetOf(ids);
    }

    [Fact]
    public void Text_never_becomes_markup()
    {
        const string Hostile = "<script>alert(1)</script>\"'&{0}";
        var report = AgreementReport.Of([Graded.Answer("cp", "cm", question: "q", writer: Hostile, style: Hostile)], ScoringRules.Default);

        var page = AgreementPage.Write(report, About with { Grader = Hostile, Data = Hostile, Protocol = Hostile });

        page.ShouldNotContain("<script");
        Body(page).Descendants("dd").First().Value.ShouldBe(Hostile);
    }

    [Fact]
    public void Is_whole_without_anything_assessed_and_without_answers()
    {
        Body(Page([Graded.Answer("cp", "nn")])).Descendants("h2").ShouldContain(heading => heading.Value == "At a glance");
        Body(Page([])).Descendants("svg").ShouldBeEmpty();
    }

    [Fact]
    public void Is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var page = Page(Some);
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Page(Some).ShouldBe(page);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Page((LabelledAnswer Labelled, Evaluation Evaluation)[] graded) =>
        AgreementPage.Write(AgreementReport.Of(graded, ScoringRules.Default), About);

    // The page's body is well-formed XML, so that its structure can be read.
    private static XElement Body(string page) => XElement.Parse(page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("</html>", StringComparison.Ordinal)]);

    [GeneratedRegex("<(link|img|iframe|object|embed|base|form|input)|\\s(src|on[a-z]+)=", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();
}
