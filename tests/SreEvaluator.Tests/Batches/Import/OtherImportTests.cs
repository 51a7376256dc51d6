using MiniExcelLibs;
using SreEvaluator.Batches.Import;

namespace SreEvaluator.Tests.Batches.Import;

public sealed class OtherImportTests : IDisposable
{
    private readonly Imported _imported = new();

    public void Dispose() => _imported.Dispose();

    [Fact]
    public async Task Json_lines_are_read_with_their_other_fields()
    {
        var items = await _imported.OfTextAsync(
            "a.jsonl", "\uFEFF{\"id\":7,\"question\":\"incident-management\",\"answer\":\"I roll \\u0062ack.\",\"tags\":[1,2]}\n\n{\"question\":\"disaster-recovery\",\"answer\":\"Drills.\",\"candidate\":\"ada\"}");

        var answers = items.Cast<ImportedAnswer>().ToList();
        answers.Select(answer => (answer.Answer.Id, answer.Answer.Text, answer.Row)).ShouldBe([("7", "I roll back.", 1), ("row-3", "Drills.", 3)]);
        answers[0].Columns.ValueOf("tags").ShouldBe("[1,2]");
        answers[1].Candidate.ShouldBe("ada");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{\"question\":\"incident-management\",\"answer\":{\"text\":\"x\"}}")]
    [InlineData("{\"question\":\"incident-management\",\"answer\":\"x\",\"answer\":\"y\"}")]
    [InlineData("{\"question\":\"incident-management\",\"answer\":\"\\ud800\"}")]
    public async Task A_bad_line_is_told_and_the_next_is_read(string line)
    {
        var items = await _imported.OfTextAsync("a.jsonl", line + "\n{\"question\":\"incident-management\",\"answer\":\"Fine.\"}\n");

        items[0].ShouldBeOfType<ImportProblem>().Row.ShouldBe(1);
        items[1].ShouldBeOfType<ImportedAnswer>().Row.ShouldBe(2);
    }

    [Fact]
    public async Task A_workbook_is_read_with_numbers_dates_and_empty_rows()
    {
        var path = Path.Combine(_imported.Folder, "a.xlsx");
        await MiniExcel.SaveAsAsync(
            path,
            new Dictionary<string, object?>[]
            {
                new() { ["id"] = 12.5, ["question"] = "incident-management", ["answer"] = "I roll back.\nThen I tell people.", ["on"] = new DateTime(2026, 5, 4, 0, 0, 0, DateTimeKind.Unspecified) },
                new() { ["id"] = null, ["question"] = null, ["answer"] = null, ["on"] = null },
                new() { ["id"] = 13, ["question"] = "Disaster Recovery", ["answer"] = "Drills.", ["on"] = null },
            },
            cancellationToken: TestContext.Current.CancellationToken);

        var answers = (await Imported.OfAsync(path)).Cast<ImportedAnswer>().ToList();

        answers.Select(answer => (answer.Answer.Id, answer.Question.Id, answer.Answer.Text, answer.Row)).ShouldBe(
            [("12.5", "incident-management", "I roll back.\nThen I tell people.", 2), ("13", "disaster-recovery", "Drills.", 4)]);
        answers[0].Columns.ValueOf("on").ShouldBe("2026-05-04T00:00:00");
    }

    [Fact]
    public async Task A_folder_names_candidate_and_question_by_its_paths()
    {
        _imported.Write("take-homes/ada/incident-management.md", "I roll back.\n");
        _imported.Write("take-homes/ada/incident-management__follow-up.md", "I page the team.\n");
        _imported.Write("take-homes/incident-management/bob.txt", "I fail over.\r\n");
        _imported.Write("take-homes/incident-management/follow-up/bob.txt", "Nothing.");
        _imported.Write("take-homes/notes.pdf", "x");
        _imported.Write("take-homes/.hidden.md", "x");

        var items = await Imported.OfAsync(Path.Combine(_imported.Folder, "take-homes"));

        items.OfType<ImportedAnswer>().Select(answer => (answer.Candidate, answer.Question.Id, answer.Answer.Text)).ShouldBe(
        [
            ("ada", "incident-management", "I roll back."),
            ("ada", "incident-management/follow-up", "I page the team."),
            ("bob", "incident-management", "I fail over."),
            ("bob", "incident-management/follow-up", "Nothing."),
        ],
        ignoreOrder: true);
        items.OfType<ImportProblem>().ShouldHaveSingleItem().File.ShouldBe("notes.pdf");
    }

    [Fact]
    public async Task A_candidates_file_is_split_at_the_headings_that_name_questions()
    {
        var path = _imported.Write("ada.md", """
            # Take-home of Ada

            ## Incident Management
            I roll back.

            ### In detail
            ```
            ## Disaster recovery is no heading here
            ```
            ### Follow-up
            I page the team.

            ## Disaster-recovery
            Drills.
            ## Hobbies
            Chess.
            """);

        var items = await Imported.OfAsync(path);

        items.OfType<ImportedAnswer>().Select(answer => (answer.Answer.Id, answer.Question.Id, answer.Answer.Text)).ShouldBe(
        [
            ("ada", "incident-management", "I roll back.\n\n### In detail\n```\n## Disaster recovery is no heading here\n```"),
            ("ada", "incident-management/follow-up", "I page the team."),
            ("ada", "disaster-recovery", "Drills."),
        ]);
        var problem = items.OfType<ImportProblem>().ShouldHaveSingleItem();
        (problem.Row, problem.Found).ShouldBe((15, "the heading Hobbies"));
    }

    [Fact]
    public async Task One_question_for_all_files_is_that_of_those_that_name_none()
    {
        _imported.Write("homes/ada/disaster-recovery.md", "Drills.");
        _imported.Write("homes/bob.md", "# Incident management: follow-up\nI page the team.");
        _imported.Write("homes/cleo.md", "# My answer\nI roll back.");

        var items = await Imported.OfAsync(Path.Combine(_imported.Folder, "homes"), new ImportOptions { Question = "incident-management" });

        items.OfType<ImportProblem>().ShouldBeEmpty();
        items.OfType<ImportedAnswer>().Select(answer => (answer.Candidate, answer.Question.Id, answer.Answer.Text)).ShouldBe(
        [
            ("ada", "disaster-recovery", "Drills."),
            ("bob", "incident-management/follow-up", "I page the team."),
            ("cleo", "incident-management", "# My answer\nI roll back."),
        ]);
    }

    [Fact]
    public async Task A_text_that_comes_twice_in_a_folder_is_told_without_a_row_that_no_file_has()
    {
        _imported.Write("twice/ada/disaster-recovery.md", "Drills.");
        _imported.Write("twice/bob/disaster-recovery.md", "Drills.");

        var items = await Imported.OfAsync(Path.Combine(_imported.Folder, "twice"));

        items.OfType<ImportProblem>().ShouldHaveSingleItem().Found.ShouldBe("the same text as another answer");
    }

    [Fact]
    public async Task A_file_that_names_no_question_is_told() =>
        (await _imported.OfTextAsync("ada.md", "Just text.")).ShouldHaveSingleItem().ShouldBeOfType<ImportProblem>().Expected.ShouldContain("<candidate>/<question>.md");

    [Theory]
    [InlineData("a.docx")]
    [InlineData("a")]
    public async Task Another_kind_of_file_is_told(string name) => await Should.ThrowAsync<InputException>(() => _imported.OfTextAsync(name, "x"));

    [Fact]
    public void Nothing_there_is_told() => Should.Throw<InputException>(() => new AnswerImport(Path.Combine(_imported.Folder, "no.csv"), new SreEvaluator.Rubrics.RubricLibrary([]), ImportOptions.Default));
}
