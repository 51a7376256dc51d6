using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Rubrics;

public sealed class RubricLibraryTests : IDisposable
{
    private readonly RubricFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Loads_every_rubric_of_a_folder_in_the_order_of_names()
    {
        _folder.Write("tracing.yaml", RubricFolder.Named("tracing"));
        _folder.Write("paging.yaml", RubricFolder.Minimal);
        _folder.Write("rubric.schema.json", "{}");
        _folder.Write("README.md", "Our rubrics");

        var library = RubricLibrary.Load(_folder.Path);

        library.Rubrics.Length.ShouldBe(2);
        library.Questions.Select(question => question.Id).ShouldBe(["paging", "tracing"]);
        library.Find("tracing").ShouldNotBeNull().Id.ShouldBe("tracing");
        library.Find("Tracing").ShouldBeNull();
    }

    [Fact]
    public void A_replaced_rubric_is_found_from_then_on_and_what_was_found_before_stays()
    {
        _folder.Write("paging.yaml", RubricFolder.Minimal);
        _folder.Write("tracing.yaml", RubricFolder.Named("tracing"));
        var library = RubricLibrary.Load(_folder.Path);
        var before = library.Find("paging").ShouldNotBeNull();
        var changed = RubricFile.Parse("paging", RubricFolder.Minimal.Replace("weight: 3", "weight: 2", StringComparison.Ordinal));

        library.Replace(changed);

        before.KeyPoints[0].Weight.ShouldBe(3);
        library.Find("paging").ShouldNotBeNull().KeyPoints[0].Weight.ShouldBe(2);
        library.FindRubric("paging").ShouldBeSameAs(changed);
        library.Rubrics.Select(rubric => rubric.Id).ShouldBe(["paging", "tracing"]);
        Should.Throw<ArgumentException>(() => library.Replace(RubricFile.Parse("scaling", RubricFolder.Named("scaling"))));
    }

    [Fact]
    public void Tells_the_problems_of_all_files_at_once()
    {
        _folder.Write("paging.yaml", RubricFolder.Minimal.Replace("weight: 3", "weight: 4", StringComparison.Ordinal));
        _folder.Write("scaling.yaml", RubricFolder.Named("scaling"));
        _folder.Write("tracing.yaml", RubricFolder.Named("tracing").Replace("kind: scenario", "kind: other", StringComparison.Ordinal));

        Messages(() => RubricLibrary.Load(_folder.Path)).ShouldBe("""
            paging.yaml:9: found weight 4 in key point acknowledge; expected a whole number from 1 to 3.
            tracing.yaml:5: found the kind "other" in question tracing; expected scenario or follow-up.
            """);
    }

    [Fact]
    public void A_question_of_another_file_is_refused_so_that_no_id_comes_twice()
    {
        _folder.Write("paging.yaml", RubricFolder.Minimal);
        _folder.Write("paging-copy.yaml", RubricFolder.Minimal);

        Messages(() => RubricLibrary.Load(_folder.Path))
            .ShouldBe("paging-copy.yaml:4: found the id \"paging\" of a scenario; expected paging-copy, after the file's name.");
    }

    [Theory]
    [InlineData("paging.yml")]
    [InlineData("paging.YAML")]
    public void A_file_that_is_meant_as_a_rubric_is_not_passed_over(string name)
    {
        _folder.Write(name, RubricFolder.Minimal);

        Messages(() => RubricLibrary.Load(_folder.Path))
            .ShouldBe($"{name}: found the file name \"{name}\"; expected lower-case words joined by hyphens and .yaml, as in incident-management.yaml.");
    }

    [Fact]
    public void A_missing_folder_is_refused()
    {
        Messages(() => RubricLibrary.Load(Path.Combine(_folder.Path, "gone"))).ShouldBe("gone: found no such folder; expected a folder of rubrics.");
        Messages(() => RubricLibrary.LoadQuestion(Path.Combine(_folder.Path, "gone"), "paging")).ShouldBe("gone: found no such folder; expected a folder of rubrics.");
    }

    [Fact]
    public void A_folder_without_a_rubric_is_refused() =>
        Messages(() => RubricLibrary.Load(_folder.Path)).ShouldBe("(folder): found no rubric; expected at least one file that ends in .yaml.");

    [Fact]
    public void Loads_one_question_without_reading_other_topics()
    {
        _folder.Write("paging.yaml", RubricFolder.Minimal);
        _folder.Write("tracing.yaml", "broken: [");

        RubricLibrary.LoadQuestion(_folder.Path, "paging").ShouldNotBeNull().Id.ShouldBe("paging");
    }

    [Theory]
    [InlineData("tracing")]
    [InlineData("paging/follow-up")]
    [InlineData("paging/")]
    [InlineData("PAGING")]
    [InlineData("../paging")]
    [InlineData("./paging")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("pag\0ing")]
    public void Gives_no_question_for_an_id_that_is_not_there(string id)
    {
        _folder.Write("paging.yaml", RubricFolder.Minimal);

        RubricLibrary.LoadQuestion(_folder.Path, id).ShouldBeNull();
        RubricLibrary.Load(_folder.Path).Find(id).ShouldBeNull();
    }

    [Fact]
    public void The_one_question_is_the_same_as_in_the_whole_library()
    {
        _folder.Write("paging.yaml", RubricFolder.Minimal);

        var one = RubricLibrary.LoadQuestion(_folder.Path, "paging").ShouldNotBeNull();
        var same = RubricLibrary.Load(_folder.Path).Find("paging").ShouldNotBeNull();

        one.RubricHash.ShouldBe(same.RubricHash);
        one.KeyPoints.Select(keyPoint => keyPoint.Statement).ShouldBe(same.KeyPoints.Select(keyPoint => keyPoint.Statement));
    }

    private string Messages(Action load) => _folder.Messages(Should.Throw<InputException>(load));
}
