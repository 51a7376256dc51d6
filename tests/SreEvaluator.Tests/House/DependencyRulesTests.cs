using SreEvaluator.Rubrics;

namespace SreEvaluator.Tests.House;

/// <summary>The library's dependencies point one way, and each large package is known in one folder only.</summary>
public sealed class DependencyRulesTests
{
    private const string RubricsSpace = "SreEvaluator.Rubrics";
    private const string Yaml = "SreEvaluator.Rubrics.Yaml";
    private const string Grading = "SreEvaluator.Grading";
    private const string Judging = "SreEvaluator.Grading.Judging";
    private const string Local = "SreEvaluator.Grading.Local";
    private const string Agreement = "SreEvaluator.Agreement";
    private const string Feedback = "SreEvaluator.Feedback";
    private const string Reviews = "SreEvaluator.Reviews";
    private const string Groups = "SreEvaluator.Reviews.Groups";
    private const string Reports = "SreEvaluator.Reports";
    private const string Robustness = "SreEvaluator.Robustness";
    private const string Pages = "SreEvaluator.Pages";
    private const string Import = "SreEvaluator.Batches.Import";
    private const string Batches = "SreEvaluator.Batches";
    private const string Storage = "SreEvaluator.Storage";
    private const string Sqlite = "SreEvaluator.Storage.Sqlite";
    private const string Postgres = "SreEvaluator.Storage.Postgres";
    private const string SqliteMigrations = "SreEvaluator.Storage.Sqlite.Migrations";
    private const string PostgresMigrations = "SreEvaluator.Storage.Postgres.Migrations";
    private const string Regrades = "SreEvaluator.Batches.Regrades";
    private const string Servers = "SreEvaluator.Batches.Servers";
    private const string Packs = "SreEvaluator.Batches.Packs";
    private const string Composition = "SreEvaluator.Composition";

    private static readonly DependencyRules Rules = new(
        "SreEvaluator",
        new Dictionary<string, string[]>
        {
            ["SreEvaluator"] = [],
            [Yaml] = [],
            [RubricsSpace] = [Yaml],
            [Grading] = [RubricsSpace],
            [Judging] = [Grading, RubricsSpace],
            [Local] = [Grading, RubricsSpace, Agreement],
            [Agreement] = [Grading, RubricsSpace, Pages],
            [Pages] = [],
            [Feedback] = [Grading, RubricsSpace],
            [Reviews] = [Grading, Judging, RubricsSpace, Agreement],
            [Groups] = [Reviews, Grading, RubricsSpace],
            [Reports] = [Grading, RubricsSpace, Agreement, Feedback, Reviews, Import, Pages],
            [Import] = [Grading, RubricsSpace],
            [Packs] = [Batches, Import, Grading, Judging, RubricsSpace, Reports, Reviews],
            [Servers] = [Batches, Import, Grading, RubricsSpace, Reports, Reviews],
            [Regrades] = [Batches, Import, Feedback, Grading, RubricsSpace, Reports, Reviews],
            [Batches] = [Import, Regrades, Grading, RubricsSpace, Feedback, Reviews, Reports],
            [Composition] = [Grading, Judging, Local, RubricsSpace, Reviews],
            [Storage] = [Grading, Import, Reports, Reviews, Sqlite, Postgres],
            [Sqlite] = [Storage],
            [Postgres] = [Storage],
            [SqliteMigrations] = [Sqlite],
            [PostgresMigrations] = [Postgres],
            [Robustness] = [Agreement, Grading, Reviews, RubricsSpace],
        },
        [
            (["Microsoft.SemanticKernel", "Microsoft.Extensions.AI", "OpenAI", "Azure", "System.ClientModel", "OllamaSharp", "Anthropic", "Polly"], [Judging]),
            (["Microsoft.ML"], [Local, Groups]),
            (["YamlDotNet"], [Yaml]),
            (["Markdig"], [Import]),
            (["CsvHelper"], [Import, Batches, Regrades, Reports]),
            (["MiniExcelLibs"], [Import, Reports]),
            (["Microsoft.EntityFrameworkCore", "Npgsql"], [Storage, Sqlite, Postgres, SqliteMigrations, PostgresMigrations]),
            (["Microsoft.AspNetCore", "System.CommandLine", "Spectre.Console"], []),
        ]);

    [Fact]
    public void The_library_keeps_them()
    {
        var types = TypeUses.Of(typeof(Rubric).Assembly.Location, "SreEvaluator");

        types.ShouldContain(type => type.Namespace == Yaml && type.Used.Contains("YamlDotNet.Core"));
        Rules.Broken(types).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(RubricsSpace, Grading)]
    [InlineData(Yaml, RubricsSpace)]
    [InlineData(Grading, Judging)]
    [InlineData(Grading, Local)]
    [InlineData(Judging, Local)]
    [InlineData(Local, Judging)]
    [InlineData(Feedback, Reports)]
    [InlineData(Reports, Batches)]
    [InlineData(Import, Batches)]
    [InlineData(Pages, Reports)]
    [InlineData(Reports, "Markdig.Syntax")]
    [InlineData(Judging, Composition)]
    [InlineData("SreEvaluator", Grading)]
    [InlineData(Grading, "Microsoft.SemanticKernel")]
    [InlineData(Local, "Microsoft.SemanticKernel.ChatCompletion")]
    [InlineData(Grading, "Polly.Retry")]
    [InlineData(Judging, "Microsoft.ML.Data")]
    [InlineData(RubricsSpace, "YamlDotNet.Core")]
    [InlineData(Reports, "Spectre.Console")]
    [InlineData(Reviews, "Microsoft.AspNetCore.Http")]
    public void A_use_against_the_rules_is_found(string user, string used) =>
        Rules.Broken([new TypeUses(user, "Planted", new HashSet<string> { "System", used })]).ShouldBe([$"{user}.Planted uses {used}."]);

    [Theory]
    [InlineData(Judging, "Microsoft.SemanticKernel")]
    [InlineData(Local, "Microsoft.ML.Trainers")]
    [InlineData(Reports, Feedback)]
    [InlineData(Grading, "SreEvaluator")]
    [InlineData(Grading, Grading)]
    [InlineData(Grading, "Microsoft.Extensions.Options")]
    [InlineData(Grading, "PollyLike")]
    public void A_use_within_the_rules_is_not(string user, string used) =>
        Rules.Broken([new TypeUses(user, "Planted", new HashSet<string> { used })]).ShouldBeEmpty();

    [Fact]
    public void A_namespace_without_a_rule_is_found() =>
        Rules.Broken([new TypeUses("SreEvaluator.Drawer", "Planted", new HashSet<string>())])
            .ShouldBe(["SreEvaluator.Drawer has no rule that says what it may use."]);

    [Fact]
    public void A_use_is_seen_wherever_it_hides()
    {
        var planted = TypeUses.Of(typeof(DependencyRulesTests).Assembly.Location, "SreEvaluator.Tests.House.Planted");

        planted.Count.ShouldBe(9);
        planted.ShouldAllBe(type => type.Used.Contains("System.Text"));
    }
}
