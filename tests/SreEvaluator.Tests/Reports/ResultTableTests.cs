using System.Globalization;
using System.IO.Compression;
using SreEvaluator.Batches.Import;
using SreEvaluator.Reports;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Reports;

public sealed class ResultTableTests
{
    [Fact]
    public void A_row_has_what_came_and_what_became_of_it()
    {
        var answer = Batched.Answer("I would wait.", columns: new InputColumns(["cohort", "score"], ["B", "given"]), reasons: ["near-band-edge: x"]);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new ResultsCsv(new ResultTable([Some.Question()], ["cohort", "score"]), text))
        {
            csv.Write(answer);
        }

        text.ToString().ShouldBe(
            "id,candidate,question,cohort,input score,score,band,review,review reasons,red flags,grader,degraded,model,cost,machine score,machine band,decided by people,mitigate-first,incident-roles\r\n"
            + "a1,ada,incident-management,B,given,60,solid,yes,near-band-edge: x,,local,no,,,60,solid,,covered,missing\r\n");
    }

    [Fact]
    public void Key_points_of_several_questions_are_told_apart()
    {
        var table = new ResultTable([Some.Question(), Some.Question("other")], []);

        table.Names.ShouldContain("other: mitigate-first");
        table.Row(Batched.Answer("I would wait."))[^1].ShouldBeNull();
    }

    [Theory]
    [InlineData("-5", "-5")]
    [InlineData("+3.5e2", "+3.5e2")]
    [InlineData("-5a", "'-5a")]
    [InlineData("plain = text", "plain = text")]
    [InlineData("", "")]
    public void Numbers_and_plain_text_stay_as_they_are(string text, string safe) => TableText.Safe(text).ShouldBe(safe);

    [Theory]
    [InlineData("input score", "score")]
    [InlineData("=team", "'=team")]
    [InlineData("Team", "team")]
    public async Task Columns_of_the_input_that_would_have_one_name_are_told_apart_in_both_tables(string first, string second)
    {
        var answer = Batched.Answer("I would wait.", columns: new InputColumns([first, second], ["A", "B"]));
        var table = new ResultTable([Some.Question()], [first, second]);

        table.Names.Select(TableText.Cell).Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(table.Names.Length);
        using var workbook = new MemoryStream();
        await ResultsXlsx.WriteAsync(table, new[] { answer }.ToAsyncEnumerable(), workbook, TestContext.Current.CancellationToken);
        using var archive = new ZipArchive(workbook);
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var text = await sheet.ReadToEndAsync(TestContext.Current.CancellationToken);
        text.ShouldContain(">A<");
        text.ShouldContain(">B<");
    }

    [Fact]
    public void A_cell_of_a_workbook_holds_no_controls_and_ends()
    {
        TableText.Cell("a\u0001b").ShouldBe("a\uFFFDb");
        TableText.Cell("a\uFFFEb\uFFFF\t").ShouldBe("a\uFFFDb\uFFFD\t");
        TableText.Cell(new string('x', 40_000)).Length.ShouldBeLessThanOrEqualTo(TableText.Longest);
    }
}
