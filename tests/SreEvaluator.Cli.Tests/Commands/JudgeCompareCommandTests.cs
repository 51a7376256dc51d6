using SreEvaluator.Cli.Tests.Support;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class JudgeCompareCommandTests : IDisposable
{
    private const string Quote = "First I would roll back the last release.";

    private const string Labelled =
        """{"id":"a-1","question":"incident-management","writer":"W1","style":"s","text":"First I would roll back the last release.","labels":{}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_second_judge_it_says_what_to_set()
    {
        using var judge = ScriptedJudge.Answering(_ => Covering("mitigate-first"));

        var run = await CliRun.With(Command, environment: Judged.By(judge));

        run.ExitCode.ShouldBe(ExitCode.Configuration);
        run.Error.ShouldContain("SRE_SecondJudge__Provider");
    }

    [Fact]
    public async Task Judges_that_say_the_same_are_near_enough()
    {
        using var judge = ScriptedJudge.Answering(_ => Covering("mitigate-first"));

        var run = await CliRun.With([.. Command, "--json"], environment: Both(judge, judge));

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain("\"within\": true", Case.Insensitive);
    }

    [Fact]
    public async Task Judges_that_differ_end_with_a_code_of_their_own_and_the_key_point_named()
    {
        using var first = ScriptedJudge.Answering(_ => Covering("mitigate-first"));
        using var second = ScriptedJudge.Answering(_ => Covering());

        var run = await CliRun.With([.. Command, "--least-agreement", "1"], environment: Both(first, second));

        run.ExitCode.ShouldBe(ExitCode.BeyondTolerance);
        run.Output.ShouldContain("mitigate-first");
    }

    private string[] Command => ["judge", "compare", "--against", _folder.Write("one.jsonl", Labelled)];

    private static Dictionary<string, string> Both(ScriptedJudge first, ScriptedJudge second)
    {
        var environment = Judged.By(first);
        foreach (var (name, value) in Judged.By(second))
        {
            environment[name.Replace("SRE_Judge__", "SRE_SecondJudge__", StringComparison.Ordinal)] = value;
        }

        return environment;
    }

    private static ScriptedReply Covering(params string[] keyPoints) => keyPoints.Aggregate(
        ScriptedVerdicts.On(RubricLibrary.LoadQuestion(ShippedFiles.Rubrics, "incident-management")!),
        (verdicts, keyPoint) => verdicts.Covered(keyPoint, Quote));
}
