using CsCheck;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Rubrics;

public sealed class RubricFuzzTests : IDisposable
{
    private static readonly string[] Fragments =
        ["", " ", "\n", "\t", ":", "- ", "[", "]", "{", "}", "&a ", "*a", "!!int ", "|", ">", "'", "\"", "#", "---\n", "...\n", "%YAML 1.2\n", "? ", "<<: ", "\\", "\u2028", "\uFEFF", "\0", "é", "9", "~"];

    private static readonly Gen<(int At, int Length, string Put)> Edit =
        Gen.Select(Gen.Int[0, RubricFolder.Minimal.Length], Gen.Int[0, 12], Gen.OneOf(Gen.Int[0, Fragments.Length - 1].Select(index => Fragments[index]), Gen.String[0, 6]));

    private readonly RubricFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_valid_rubric_changed_at_random_is_read_or_refused_and_nothing_else() =>
        Edit.Array[1, 4].Sample(edits => IsReadOrRefused(edits.Aggregate(RubricFolder.Minimal, Apply)), iter: 1_000, threads: 1);

    [Fact]
    public void Any_text_is_read_or_refused_and_nothing_else() =>
        Gen.OneOf(Gen.Int[0, Fragments.Length - 1].Select(index => Fragments[index]), Gen.String[0, 6]).Array[0, 40].Select(string.Concat).Sample(IsReadOrRefused, iter: 1_000, threads: 1);

    private static string Apply(string text, (int At, int Length, string Put) edit)
    {
        var at = Math.Min(edit.At, text.Length);
        return text.Remove(at, Math.Min(edit.Length, text.Length - at)).Insert(at, edit.Put);
    }

    private void IsReadOrRefused(string content)
    {
        var path = _folder.Write("paging.yaml", content);
        try
        {
            RubricFile.Read(path).Questions.ShouldNotBeEmpty();
        }
        catch (InputException error)
        {
            error.Problems.ShouldAllBe(problem => problem.Where == path && (problem.Line == null || problem.Line >= 1));
        }
    }
}
