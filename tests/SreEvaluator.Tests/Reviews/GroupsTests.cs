using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Reviews.Groups;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Reviews;

public sealed class GroupsTests
{
    private static readonly Question Asked = Some.Question();

    private static readonly string[] Texts =
    [
        "I would roll back the last release first.",
        "I would roll back the last release first!",
        "First I would roll back the last release.",
        "We fail over to the other region and drain the broken one.",
        "We fail over to the other region, and drain the broken one",
        "A feature flag turns the new checkout off for everybody.",
    ];

    [Fact]
    public void Passages_that_say_much_the_same_are_one_group_and_others_are_not_in_it()
    {
        var evaluations = Texts.Select(Evaluation).ToList();

        var groups = PassageGroups.Of(evaluations, TestContext.Current.CancellationToken);

        groups.ShouldNotBeEmpty();
        foreach (var group in groups)
        {
            var starts = group.Passages.Select(passage => passage.Text.Contains("roll back", StringComparison.Ordinal) ? 1 : passage.Text.Contains("fail over", StringComparison.Ordinal) ? 2 : 3);
            starts.Distinct().Count().ShouldBe(1, string.Join(" | ", group.Passages.Select(passage => passage.Text)));
            group.Passages.Length.ShouldBeGreaterThan(1);
        }
    }

    [Fact]
    public void The_same_passages_give_the_same_groups()
    {
        var evaluations = Enumerable.Range(0, 30).Select(number => Evaluation($"I would roll back release {number % 5} and then tell team {number % 3}.")).ToList();

        string Groups() => string.Join('\n', PassageGroups.Of(evaluations, TestContext.Current.CancellationToken).Select(group => string.Join(',', group.Passages.Select(passage => passage.Evaluation.Machine.Id))));

        Groups().ShouldBe(Groups());
    }

    [Fact]
    public void What_a_person_decided_is_in_no_group()
    {
        var machine = Evaluation("I would roll back the last release first.").Machine;
        var decided = EffectiveEvaluation.Of(
            machine, [new VerdictOverride(machine.Id, Asked.KeyPoints[0].Id, Coverage.Partial, string.Empty, "Ada", "So.", DateTimeOffset.UnixEpoch)], ScoringRules.Default);

        PassageGroups.Of([decided, Evaluation("I would roll back the last release first.")], TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void Answers_of_different_candidates_that_share_their_phrases_are_told()
    {
        var text = string.Join(' ', Enumerable.Range(0, 100).Select(number => $"word{number}"));
        var similar = new SimilarAnswers();
        similar.Add("q", "a1", "ada", text);
        similar.Add("q", "b1", "bob", "A beginning of my own. " + text);
        similar.Add("q", "c1", "carol", string.Join(' ', Enumerable.Range(200, 100).Select(number => $"word{number}")));
        similar.Add("q", "a2", "ada", text);
        similar.Add("other", "d1", "dan", text);

        var found = similar.To("q", "a1").ShouldHaveSingleItem();

        (found.Answer, found.Candidate).ShouldBe(("b1", "bob"));
        found.Shared.ShouldBe(1);
        similar.To("q", "c1").ShouldBeEmpty();
        similar.To("q", "nobody").ShouldBeEmpty();
    }

    private static EffectiveEvaluation Evaluation(string text)
    {
        var answer = new Answer("a", text);
        return EffectiveEvaluation.Of(
            new Evaluation(
                Asked,
                answer,
                GraderKind.Local,
                Asked.KeyPoints.Select((keyPoint, index) => index == 0
                    ? new Verdict(keyPoint, Coverage.Covered, [Evidence.At(answer, 0, text.Length)], "So.", 0.7)
                    : new Verdict(keyPoint, Coverage.Missing, [], "So.", 0.7)),
                [],
                Some.Provenance(),
                ScoringRules.Default),
            [],
            ScoringRules.Default);
    }
}
