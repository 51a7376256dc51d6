using CsCheck;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Reviews;

public sealed class EffectiveEvaluationTests
{
    private static readonly Gen<Coverage> GenCoverage = Gen.Int[0, 2].Select(which => new[] { Coverage.Covered, Coverage.Partial, Coverage.Missing }[which]);

    [Fact]
    public void What_a_person_says_holds_and_the_machine_s_word_stands_beside_it()
    {
        var machine = Evaluated(Coverage.Missing, Coverage.Covered);

        var effective = Effective(machine, OverrideTests.On("mitigate-first", Coverage.Covered, machine.Id));

        effective.Machine.ShouldBeSameAs(machine);
        effective.Verdicts.Select(verdict => (verdict.Machine.Coverage, verdict.Coverage)).ShouldBe(
            [(Coverage.Missing, Coverage.Covered), (Coverage.Covered, Coverage.Covered)]);
        effective.Score.Value.ShouldBe(100);
        machine.Score.Value.ShouldBe(40);
    }

    [Fact]
    public void The_latest_word_holds_in_whatever_order_they_come_and_all_are_kept()
    {
        var machine = Evaluated(Coverage.Missing, Coverage.Missing);
        var first = OverrideTests.On("mitigate-first", Coverage.Covered, machine.Id, minute: 1);
        var second = OverrideTests.On("mitigate-first", Coverage.Partial, machine.Id, minute: 2);

        var effective = Effective(machine, second, first);

        effective.Verdicts[0].Person.ShouldBe(second);
        effective.Overrides.ShouldBe([first, second]);
    }

    [Fact]
    public void A_red_flag_can_be_struck_out_and_put_in()
    {
        var machine = Evaluated(Coverage.Covered, Coverage.Covered);
        var found = new RedFlagOverride(machine.Id, "blames-people", found: true, "Ada", "Names the engineer.", At(1));

        Effective(machine, found).Score.Value.ShouldBe(95);
        Effective(machine, found, new RedFlagOverride(machine.Id, "blames-people", found: false, "Ada", "I misread.", At(2))).Score.Value.ShouldBe(100);
    }

    [Fact]
    public void What_was_said_of_another_evaluation_is_left_out() =>
        Effective(Evaluated(Coverage.Missing, Coverage.Missing), OverrideTests.On("mitigate-first", Coverage.Covered)).Score.Value.ShouldBe(0);

    [Fact]
    public void A_key_point_that_the_question_lacks_is_refused_by_name()
    {
        var machine = Evaluated(Coverage.Missing, Coverage.Missing);

        Should.Throw<InputException>(() => Effective(machine, OverrideTests.On("no-such-point", Coverage.Covered, machine.Id)))
            .Message.ShouldContain("the key point no-such-point");
    }

    [Fact]
    public void Without_overrides_nothing_changes_and_a_word_like_the_machine_s_changes_no_score() =>
        Gen.Select(GenCoverage, GenCoverage)
            .Sample((first, second) =>
            {
                var machine = Evaluated(first, second);
                Effective(machine).Score.ShouldBe(machine.Score);
                Effective(machine, OverrideTests.On("mitigate-first", first, machine.Id), OverrideTests.On("incident-roles", second, machine.Id))
                    .Score.ShouldBe(machine.Score);
            });

    private static DateTimeOffset At(int minute) => new(2026, 3, 4, 5, minute, 0, TimeSpan.Zero);

    private static EffectiveEvaluation Effective(Evaluation machine, params Override[] overrides) =>
        EffectiveEvaluation.Of(machine, overrides, ScoringRules.Default);

    private static Evaluation Evaluated(Coverage first, Coverage second)
    {
        var question = Some.Question();
        return new Evaluation(
            question,
            Some.Answer(),
            GraderKind.Local,
            [Some.Verdict(question.KeyPoints[0], first), Some.Verdict(question.KeyPoints[1], second)],
            [],
            Some.Provenance(),
            ScoringRules.Default);
    }
}
