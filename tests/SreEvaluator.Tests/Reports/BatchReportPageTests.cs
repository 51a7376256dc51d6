using System.Net;
using System.Globalization;
using SreEvaluator.Reports;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Reports;

public sealed class BatchReportPageTests
{
    private static string Page(params ReadOnlySpan<GradedAnswer> answers)
    {
        var report = new BatchReport([Some.Question()]);
        foreach (var answer in answers)
        {
            report.Add(answer);
        }

        using var page = new StringWriter(CultureInfo.InvariantCulture);
        BatchReportPage.Write(report, new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero), page);
        return page.ToString();
    }

    [Fact]
    public void Case_68_what_a_candidate_wrote_stays_text()
    {
        const string Evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";

        var page = Page(Batched.Answer(Evil, id: Evil, candidate: "\" onclick=\"x", reasons: [Evil]));

        page.ShouldNotContain("<script>alert");
        page.ShouldNotContain("<img");
        page.ShouldNotContain("\" onclick=\"");
        page.ShouldContain("&lt;script&gt;alert(1)");
    }

    [Fact]
    public void Evidence_is_marked_with_the_number_of_its_key_point() =>
        Page(Batched.Answer("I would roll back.")).ShouldContain("<mark>I would<sup><span class=\"unseen\"> evidence for </span>1</sup></mark> roll back.");

    [Fact]
    public void Text_that_would_show_itself_in_another_order_is_shown_escaped() =>
        WebUtility.HtmlDecode(Page(Batched.Answer("I would \u202Ekcab llor\u202C."))).ShouldContain("[U+202E]kcab llor[U+202C]");

    [Fact]
    public void Doubts_come_first_and_the_most_doubtful_before_the_others()
    {
        var page = Page(
            Batched.Answer("I would wait.", id: "sure"),
            Batched.Answer("I would ask.", id: "doubtful", reasons: ["low-confidence: 3 key points"], confidence: 0.5),
            Batched.Answer("I would run.", id: "worst", reasons: ["injection: override", "low-confidence: 3 key points"], confidence: 0.4));

        string[] order = ["(worst)", "(doubtful)", "(sure)"];
        order.Select(id => page.IndexOf($"<h3>ada {id}", StringComparison.Ordinal)).ShouldBeInOrder();
        page.ShouldContain("<h3>ada (worst)");
    }

    [Fact]
    public void Only_so_many_answers_are_shown_and_the_page_says_where_the_others_are()
    {
        var page = Page([.. Enumerable.Range(0, BatchReport.MostShown + 5).Select(number => Batched.Answer("I would wait.", id: $"a{number}"))]);

        page.Split("<details").Length.ShouldBe(BatchReport.MostShown + 1);
        page.ShouldContain("The first 500 of 505 are shown; results.xlsx and results.csv have all.");
        page.ShouldContain("ada (a0)");
        page.ShouldNotContain("ada (a504)");
    }

    [Fact]
    public void Coverage_tells_where_everyone_is_weak()
    {
        var page = Page(Batched.Answer("I would wait."), Batched.Answer("I would ask.", id: "a2"));

        page.ShouldContain("<tr class=\"weakest\"><th scope=\"row\">Makes the point incident-roles.");
        page.ShouldContain("<tr class=\"point\"><th scope=\"row\">Makes the point mitigate-first.</th><td>3, critical</td><td>2</td><td>0</td><td>0</td><td>0</td><td>100%</td>");
    }

    [Fact]
    public void Nothing_is_fetched_and_only_its_own_script_runs()
    {
        var page = Page(Batched.Answer("I would wait."));

        page.ShouldContain("default-src &#x27;none&#x27;".Replace("&#x27;", "'", StringComparison.Ordinal));
        page.ShouldNotContain("http:");
        page.ShouldNotContain("https:");
        page.ShouldNotContain("style=");
    }
}
