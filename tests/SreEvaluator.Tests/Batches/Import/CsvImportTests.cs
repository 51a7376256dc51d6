using System.Text;
using SreEvaluator.Batches.Import;

namespace SreEvaluator.Tests.Batches.Import;

public sealed class CsvImportTests : IDisposable
{
    private readonly Imported _imported = new();

    public void Dispose() => _imported.Dispose();

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public async Task The_delimiter_is_found_out(string delimiter)
    {
        var text = "id,question,answer,candidate\n1,incident-management,I roll back.,ada\n2,incident-management,I fail over.,bob\n".Replace(",", delimiter, StringComparison.Ordinal);

        var items = await _imported.OfTextAsync("a.csv", text);

        items.Cast<ImportedAnswer>().Select(answer => (answer.Answer.Id, answer.Answer.Text, answer.Candidate)).ShouldBe([("1", "I roll back.", "ada"), ("2", "I fail over.", "bob")]);
    }

    [Fact]
    public async Task Another_delimiter_can_be_named() =>
        (await _imported.OfTextAsync("a.csv", "question~answer\nincident-management~I roll back.\n", new ImportOptions { Delimiter = '~' })).ShouldHaveSingleItem().ShouldBeOfType<ImportedAnswer>();

    [Fact]
    public async Task Quoted_line_breaks_quotes_and_delimiters_are_kept_byte_for_byte()
    {
        var items = await _imported.OfTextAsync("a.csv", "id,question,answer\r\n1,incident-management,\"First, I say \"\"stop\"\".\r\n\r\n  Then I roll back.\n\"\r\n");

        items.ShouldHaveSingleItem().ShouldBeOfType<ImportedAnswer>().Answer.Text.ShouldBe("First, I say \"stop\".\r\n\r\n  Then I roll back.\n");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public async Task A_byte_order_mark_says_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("question,answer\nincident-management,Zurück – 復旧\n")];

        var items = await Imported.OfAsync(_imported.Write("a.csv", bytes));

        items.ShouldHaveSingleItem().ShouldBeOfType<ImportedAnswer>().Answer.Text.ShouldBe("Zurück – 復旧");
    }

    [Fact]
    public async Task Columns_are_mapped_and_others_are_passed_through()
    {
        var map = new ImportOptions { Map = ColumnMap.Of(["answer=Your response", "id=Row ID"]) };

        var items = await _imported.OfTextAsync("a.csv", "Row ID,Question,Cohort,Your response\n7,Incident Management,B,I roll back.\n", map);

        var answer = items.ShouldHaveSingleItem().ShouldBeOfType<ImportedAnswer>();
        answer.Answer.Id.ShouldBe("7");
        answer.Columns.Names.ShouldBe(["Cohort"]);
        answer.Columns.ValueOf("Cohort").ShouldBe("B");
        answer.Columns.ValueOf("other").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_row_is_told_with_its_place_and_the_others_are_read()
    {
        var items = await _imported.OfTextAsync(
            "a.csv", "id,question,answer\n1,incident-managment,Typo.\n2,incident-management\n3,incident-management,Fine.\n4,incident-management,\"x\"y\n5,incident-management,Also fine.\n");

        items.OfType<ImportedAnswer>().Select(answer => answer.Answer.Id).ShouldBe(["3", "5"]);
        var problems = items.OfType<ImportProblem>().ToList();
        problems.Select(problem => (problem.File, problem.Row, problem.Column)).ShouldBe([("a.csv", 2, "question"), ("a.csv", 3, ""), ("a.csv", 5, "")]);
        problems[0].Found.ShouldBe("no question incident-managment");
        problems[0].Remedy.ShouldContain("Did you mean incident-management");
        problems[1].Found.ShouldBe("2 columns");
        problems.ShouldAllBe(problem => problem.LeftOut);
    }

    [Fact]
    public async Task A_quotation_mark_that_is_never_closed_does_not_take_in_the_file()
    {
        var items = await _imported.OfTextAsync("a.csv", "question,answer\nincident-management,Fine.\nincident-management,\"open\n" + string.Concat(Enumerable.Repeat("incident-management,row\n", 100_000)));

        items.Count.ShouldBe(2);
        items[0].ShouldBeOfType<ImportedAnswer>();
        items[1].ShouldBeOfType<ImportProblem>().Found.ShouldStartWith("a row of more than");
    }

    [Fact]
    public async Task A_quotation_mark_in_an_unquoted_field_is_text() =>
        (await _imported.OfTextAsync("a.csv", "question,answer\nincident-management,I say \"stop\" first.\n")).ShouldHaveSingleItem()
            .ShouldBeOfType<ImportedAnswer>().Answer.Text.ShouldBe("I say \"stop\" first.");

    [Fact]
    public async Task The_same_id_twice_for_a_question_is_left_out_and_the_same_text_is_told()
    {
        var items = await _imported.OfTextAsync(
            "a.csv", "id,question,answer\n1,incident-management,One.\n1,incident-management,Two.\n1,disaster-recovery,Three.\n2,incident-management,One.\n3,incident-management, \n");

        items.OfType<ImportedAnswer>().Select(answer => answer.Row).ShouldBe([2, 4, 5, 6]);
        items.OfType<ImportProblem>().Select(problem => (problem.Row, problem.Found, problem.LeftOut)).ShouldBe(
        [
            (3, "the id 1, which row 2 has for the same question", true),
            (5, "the same text as in row 2", false),
            (6, "an empty answer", false),
        ]);
    }

    [Fact]
    public async Task A_missing_column_is_told_with_those_that_are_there()
    {
        var failure = await Should.ThrowAsync<InputException>(() => _imported.OfTextAsync("a.csv", "Name,Text\nada,I roll back.\n"));

        failure.Problems.Select(problem => problem.Expected).ShouldBe(["a column answer", "a column question"]);
        failure.Problems[0].Found.ShouldBe("the columns Name, Text");
        failure.Problems[0].Remedy!.ShouldContain("--map answer=<column>");
    }

    [Fact]
    public async Task One_question_can_be_named_for_all_rows() =>
        (await _imported.OfTextAsync("a.csv", "answer\nI roll back.\n", new ImportOptions { Question = "incident-management" })).ShouldHaveSingleItem()
            .ShouldBeOfType<ImportedAnswer>().Answer.Id.ShouldBe("row-2");

    [Fact]
    public void A_question_for_all_rows_that_does_not_exist_is_told_at_once() =>
        Should.Throw<InputException>(() => new AnswerImport(_imported.Write("a.csv", "answer\n"), new SreEvaluator.Rubrics.RubricLibrary([]), new ImportOptions { Question = "nothing" }));

    [Theory]
    [InlineData("answer")]
    [InlineData("answer=")]
    [InlineData("text=Response")]
    public void A_mapping_that_can_not_be_read_is_told(string mapping) => Should.Throw<InputException>(() => ColumnMap.Of([mapping]));

    [Fact]
    public async Task An_answer_that_is_too_long_is_left_out() =>
        (await _imported.OfTextAsync("a.csv", $"question,answer\nincident-management,{new string('x', 70_000)}\n")).ShouldHaveSingleItem()
            .ShouldBeOfType<ImportProblem>().Found.ShouldBe("70,000 bytes");
}
