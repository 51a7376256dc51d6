using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using MiniExcelLibs;
using SreEvaluator.Batches;
using SreEvaluator.Batches.Import;
using SreEvaluator.Reports;
using SreEvaluator.Tests.Batches.Import;
using SreEvaluator.Tests.Reports;

namespace SreEvaluator.Tests.Robustness;

/// <summary>Group E, of files: what strangers put into files does no harm when they are read, and none when the results are opened.</summary>
public sealed class FileCases : IDisposable
{
    private readonly Imported _imported = new();

    public void Dispose() => _imported.Dispose();

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+cmd|'/c calc'!A0")]
    [InlineData("-2+3+cmd|' /c calc'!A0")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    [InlineData("\u0000=1+1")]
    [InlineData("＝1+1")]
    [InlineData("=HYPERLINK(\"https://example.org?x=\"&A1,\"see\")")]
    public async Task Case_69_formula_cells(string evil)
    {
        var answer = Batched.Answer("I roll back.", candidate: evil, columns: new InputColumns(["note"], [evil]));
        var table = new ResultTable([answer.Input.Question], ["note"]);

        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new ResultsCsv(table, text))
        {
            csv.Write(answer);
        }

        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new ErrorsCsv(errors))
        {
            csv.Write(new ImportProblem { File = evil, Row = 1, Column = evil, Found = evil, Expected = "x" });
        }

        using var workbook = new MemoryStream();
        await ResultsXlsx.WriteAsync(table, new[] { answer }.ToAsyncEnumerable(), workbook, TestContext.Current.CancellationToken);

        foreach (var table2 in (string[])[text.ToString(), errors.ToString()])
        {
            using var read = CsvReader.FromText(table2);
            read.Read().ShouldBeTrue();
            var fields = Enumerable.Range(0, read.FieldCount).Select(read.GetString).ToList();
            fields.Count(field => field.StartsWith('\'')).ShouldBeGreaterThanOrEqualTo(2);
            fields.ShouldNotContain(field => field.Length > 0 && "=+-@\t\r\n\0＝".Contains(field[0], StringComparison.Ordinal));
        }

        workbook.Position = 0;
        var row = workbook.Query(useHeaderRow: true).Cast<IDictionary<string, object?>>().Single();
        row["candidate"]!.ToString()!.ShouldStartWith("'");
        row["note"]!.ToString()!.ShouldStartWith("'");
        using var archive = new ZipArchive(workbook, ZipArchiveMode.Read);
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        (await sheet.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldNotContain(":f>");
    }

    [Fact]
    public async Task Case_71_a_workbook_that_unpacks_to_too_much()
    {
        var path = Path.Combine(_imported.Folder, "bomb.xlsx");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var sheet = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Optimal).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 521; i++)
            {
                await sheet.WriteAsync(zeros, TestContext.Current.CancellationToken);
            }
        }

        new FileInfo(path).Length.ShouldBeLessThan(1024 * 1024);
        var failure = await Should.ThrowAsync<InputException>(() => Imported.OfAsync(path));

        failure.Message.ShouldContain("unpacks to more than 536,870,912");
    }

    [Fact]
    public async Task Case_71_a_workbook_of_too_many_parts()
    {
        var path = Path.Combine(_imported.Folder, "parts.xlsx");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            for (var i = 0; i < 1100; i++)
            {
                archive.CreateEntry($"part{i}");
            }
        }

        (await Should.ThrowAsync<InputException>(() => Imported.OfAsync(path))).Message.ShouldContain("parts");
    }

    [Fact]
    public async Task Case_71_a_file_that_is_no_workbook_or_a_broken_one()
    {
        await Should.ThrowAsync<InputException>(() => _imported.OfTextAsync("a.xlsx", "PK no archive"));
        var path = Path.Combine(_imported.Folder, "b.xlsx");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var part = new StreamWriter(archive.CreateEntry("xl/workbook.xml").Open());
            await part.WriteAsync("<!DOCTYPE x [<!ENTITY a \"b\">]><workbook>&a;");
        }

        await Should.ThrowAsync<InputException>(() => Imported.OfAsync(path));
    }

    [Fact]
    public async Task Case_72_a_huge_line_of_json_is_told_and_not_held()
    {
        var path = Path.Combine(_imported.Folder, "huge.jsonl");
        await using (var file = new StreamWriter(path))
        {
            await file.WriteAsync("{\"question\":\"incident-management\",\"answer\":\"");
            var piece = new string('x', 1024 * 1024);
            for (var i = 0; i < 64; i++)
            {
                await file.WriteAsync(piece);
            }

            await file.WriteAsync("\"}\n{\"question\":\"incident-management\",\"answer\":\"Fine.\"}\n");
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var items = await Imported.OfAsync(path);

        items[0].ShouldBeOfType<ImportProblem>().Found.ShouldBe("a line of more than 1,048,576 bytes");
        items[1].ShouldBeOfType<ImportedAnswer>().Row.ShouldBe(2);
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(32 * 1024 * 1024);
    }

    [Fact]
    public async Task Case_72_deep_json_is_told()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);

        var items = await _imported.OfTextAsync("deep.jsonl", $"{{\"question\":\"incident-management\",\"answer\":\"x\",\"more\":{deep}}}\n{{\"question\":\"incident-management\",\"answer\":\"Fine.\"}}\n");

        items[0].ShouldBeOfType<ImportProblem>();
        items[1].ShouldBeOfType<ImportedAnswer>();
    }

    [Fact]
    public async Task Case_72_deep_markdown_is_told()
    {
        var items = await _imported.OfTextAsync("ada.md", "# incident-management\n" + new string('>', 20_000) + " x\n");

        items.ShouldHaveSingleItem().ShouldBeOfType<ImportProblem>();
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\\\windows")]
    [InlineData("a/../b")]
    [InlineData("a\\u0007b")]
    public async Task Case_73_path_traversal_names(string name)
    {
        var items = await _imported.OfTextAsync("a.jsonl", $"{{\"id\":\"{name}\",\"question\":\"incident-management\",\"answer\":\"x\"}}\n{{\"candidate\":\"{name}\",\"question\":\"incident-management\",\"answer\":\"x\"}}\n");

        items.Count.ShouldBe(2);
        items.ShouldAllBe(item => item is ImportProblem);
    }

    [Fact]
    public async Task Case_73_a_link_out_of_the_folder_is_not_followed()
    {
        var outside = _imported.Write("outside/incident-management.md", "Secret.");
        _imported.Write("in/ada/incident-management.md", "I roll back.");
        File.CreateSymbolicLink(Path.Combine(_imported.Folder, "in", "bob.md"), outside);
        Directory.CreateSymbolicLink(Path.Combine(_imported.Folder, "in", "eve"), Path.GetDirectoryName(outside)!);

        var items = await Imported.OfAsync(Path.Combine(_imported.Folder, "in"));

        items.OfType<ImportedAnswer>().ShouldHaveSingleItem().Candidate.ShouldBe("ada");
        items.OfType<ImportProblem>().Select(problem => (problem.File, problem.Found)).ShouldBe([("bob.md", "a link"), ("eve", "a link")]);
    }

    [Fact]
    public async Task Encodings_that_are_not_what_they_should_be_are_told()
    {
        byte[] latin = [.. "question,answer\nincident-management,Zur"u8, 0xFC, .. "ck.\nincident-management,Fine.\n"u8];
        var utf16 = Encoding.Unicode.GetBytes("question,answer\nincident-management,x\n");

        var items = await Imported.OfAsync(_imported.Write("latin.csv", latin));
        var named = await Imported.OfAsync(_imported.Write("named.csv", latin), new ImportOptions { Encoding = Encoding.Latin1 });

        items[0].ShouldBeOfType<ImportProblem>().Remedy.ShouldContain("--encoding");
        items[1].ShouldBeOfType<ImportedAnswer>();
        named[0].ShouldBeOfType<ImportedAnswer>().Answer.Text.ShouldBe("Zurück.");
        await Should.ThrowAsync<InputException>(() => Imported.OfAsync(_imported.Write("wide.csv", utf16)));
    }

    [Fact]
    public async Task A_nul_in_a_field_is_told() =>
        (await _imported.OfTextAsync("a.csv", "question,answer\nincident-management,a\0b\n")).ShouldHaveSingleItem().ShouldBeOfType<ImportProblem>().Found.ShouldBe("a NUL character");
}
