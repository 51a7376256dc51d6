using System.Runtime.CompilerServices;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Rubrics;

/// <summary>What the guide for rubric authors shows is true.</summary>
public sealed class RubricGuideTests : IDisposable
{
    private readonly RubricFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Its_rubric_loads_and_the_lint_has_nothing_to_say()
    {
        var rubric = RubricFile.Read(_folder.Write("code-review.yaml", Example()));

        RubricLint.Check(rubric).ShouldBeEmpty();
        rubric.Questions.ShouldHaveSingleItem().KeyPoints.Length.ShouldBe(2);
    }

    [Fact]
    public void Its_errors_are_those_of_the_loader()
    {
        var at = Example().IndexOf("exemplars:", StringComparison.Ordinal);
        var broken = Example().Remove(at, "exemplars:".Length).Insert(at, "exemplar:").Replace("weight: 3", "weight: 5", StringComparison.Ordinal);
        var error = Should.Throw<InputException>(() => RubricFile.Read(_folder.Write("code-review.yaml", broken)));

        Guide().ShouldContain($"```\nmy-rubrics/{_folder.Messages(error).Replace("\n", "\nmy-rubrics/", StringComparison.Ordinal)}\n```");
    }

    [Theory]
    [InlineData("Before anything else I revert the release.", true)]
    [InlineData("We could roll back.", false)]
    [InlineData("First we stop the bleeding.", true)]
    public void Its_cues_fire_as_it_says(string sentence, bool fires)
    {
        Guide().ShouldContain($"| {sentence} | {(fires ? "yes" : "no")} |");
        Cue[] cues = [new Cue([["roll back", "rollback", "revert"], ["first", "before", "immediately"]]), new Cue([["stop the bleed"]])];
        var index = new CueIndex(cues);
        var groups = new int[cues.Length];
        index.Find(Words.Of(sentence), groups);

        Enumerable.Range(0, cues.Length).Any(cue => index.Fires(cue, groups[cue])).ShouldBe(fires);
    }

    private static string Example()
    {
        var guide = Guide();
        var start = guide.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        return guide[start..guide.IndexOf("```\n", start, StringComparison.Ordinal)];
    }

    private static string Guide([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/guide/rubrics.md")).ReplaceLineEndings("\n");
}
