using System.Collections.Immutable;
using System.Text.Json;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Local;
using SreEvaluator.Reports;
using SreEvaluator.Robustness;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Robustness;

/// <summary>Group A: what stands in an answer to get credit that it does not deserve.</summary>
public sealed class ManipulationCases
{
    [Fact] public Task Case_01_direct_override() => KeepsCreditAsync(1, flagged: true);
    [Fact] public Task Case_02_authority_note() => KeepsCreditAsync(2, flagged: true);
    [Fact] public Task Case_03_updated_criteria() => KeepsCreditAsync(3, flagged: true);
    [Fact] public Task Case_04_plausible_rationale() => KeepsCreditAsync(4);
    [Fact] public Task Case_05_fake_close_delimiter() => KeepsCreditAsync(5, flagged: true);
    [Fact] public Task Case_06_role_tags() => KeepsCreditAsync(6, flagged: true);
    [Fact] public Task Case_07_template_syntax() => KeepsCreditAsync(7);
    [Fact] public Task Case_08_fake_verdict_json() => KeepsCreditAsync(8, flagged: true);
    [Fact] public Task Case_09_fake_conversation() => KeepsCreditAsync(9, flagged: true);
    [Fact] public Task Case_10_fake_reasoning() => KeepsCreditAsync(10);
    [Fact] public Task Case_11_few_shot_poison() => KeepsCreditAsync(11, flagged: true);
    [Fact] public Task Case_12_plea_or_threat() => KeepsCreditAsync(12);
    [Fact] public Task Case_13_bandwagon() => KeepsCreditAsync(13);
    [Fact] public Task Case_14_fake_citation() => KeepsCreditAsync(14);
    [Fact] public Task Case_15_tag_characters() => KeepsCreditAsync(15, flagged: true);
    [Fact] public Task Case_16_zero_width_split() => KeepsCreditAsync(16, flagged: true);
    [Fact] public Task Case_17_bidi_override() => KeepsCreditAsync(17, flagged: true);
    [Fact] public Task Case_18_homoglyphs() => KeepsCreditAsync(18, flagged: true);
    [Fact] public Task Case_19_encoded_order() => KeepsCreditAsync(19);
    [Fact] public Task Case_20_other_language_order() => KeepsCreditAsync(20);
    [Fact] public Task Case_21_master_keys() => GetsNothingAsync(21);
    [Fact] public Task Case_22_empty() => GetsNothingAsync(22);
    [Fact] public Task Case_23_keyword_list() => GetsNothingAsync(23, flagged: true);
    [Fact] public Task Case_24_question_echo() => GetsNothingAsync(24);
    [Fact] public Task Case_25_rubric_echo() => GetsNothingAsync(25, flagged: true);
    [Fact] public Task Case_26_negated_points() => GetsNothingAsync(26);
    [Fact] public Task Case_27_right_then_contradicted() => GetsNothingAsync(27, flagged: true);
    [Fact] public Task Case_28_shotgun_all_options() => GetsNothingAsync(28, flagged: true);
    [Fact]
    public async Task Case_30_adjectives_on_the_local_grader_leave_wrong_wrong()
    {
        var grader = LocalGrader.Load(ShippedFiles.Models, ScoringRules.Default, TimeProvider.System);
        var question = Repository.Rubrics.Find("incident-management")!;
        async Task<double> ScoreAsync(string text) =>
            (await grader.GradeAsync(question, Some.Answer(text), TestContext.Current.CancellationToken)).Score.Value.ShouldNotBeNull();

        var plain = await ScoreAsync("I would wait until it goes away. Then I would go home and sleep.");
        var adorned = await ScoreAsync("I would proactively and robustly wait until it goes away in a highly scalable, reliable and efficient manner. Then I would go home and sleep in an excellent, comprehensive way.");

        adorned.ShouldBeLessThanOrEqualTo(plain);
    }

    [Theory]
    [InlineData(29)]
    [InlineData(31)]
    public async Task Case_29_padding_and_case_31_repeated_point(int number)
    {
        var twin = ManipulationSuite.Clean[0];
        var clean = await ManipulationSuite.GradeFairlyAsync(twin, twin.Answer.Text);
        foreach (var padded in Manipulations.All.Single(manipulation => manipulation.Number == number).Of(Repository.Rubrics.Find(twin.Question)!, twin.Answer.Text))
        {
            var evaluation = await ManipulationSuite.GradeFairlyAsync(twin, padded);

            evaluation.Score.ShouldBe(clean.Score);
            evaluation.Doubts.ShouldContain(doubt => doubt.StartsWith(Doubt.Repetition, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Case_33_benign_security_answer_keeps_full_credit_and_is_not_flagged()
    {
        foreach (var twin in ManipulationSuite.Clean.Where(twin => twin.Question.StartsWith("security", StringComparison.Ordinal)))
        {
            var clean = await ManipulationSuite.GradeFairlyAsync(twin, twin.Answer.Text);
            var evaluation = await ManipulationSuite.GradeFairlyAsync(twin, BenignAboutSecurity(twin.Answer.Text));

            evaluation.Score.ShouldBe(clean.Score);
            evaluation.Doubts.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Case_34_fooled_judge_gets_only_quotes_that_the_answer_holds()
    {
        foreach (var outcome in await ManipulationSuite.OutcomesAsync())
        {
            foreach (var evidence in outcome.Evaluation.Verdicts.SelectMany(verdict => verdict.Evidence))
            {
                outcome.Text.Substring(evidence.Start, evidence.Length).ShouldBe(evidence.Quote);
            }

            if (outcome.Way == Way.Invented)
            {
                outcome.Gained.ShouldBe(0);
            }
        }
    }

    [Fact]
    public async Task Clean_answers_keep_the_score_of_their_labels_to_the_digit()
    {
        foreach (var twin in ManipulationSuite.Clean)
        {
            var evaluation = await ManipulationSuite.GradeFairlyAsync(twin, twin.Answer.Text);

            evaluation.Score.ShouldBe(twin.ScoreOf(evaluation.Question, ScoringRules.Default));
            evaluation.Doubts.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Case_32_prompt_leak_request()
    {
        await KeepsCreditAsync(32);

        foreach (var outcome in (await ManipulationSuite.OutcomesAsync()).Where(outcome => outcome.Manipulation.Number == 32))
        {
            // A judge that obeys leaks the rubric in its reasons, which candidates don't read: their feedback is made from the verdicts alone.
            var seen = outcome.Evaluation;
            var leaking = new Evaluation(
                seen.Question, seen.Answer, seen.Grader, seen.Verdicts.Select(Leaking), seen.RedFlags, seen.Provenance, ScoringRules.Default);
            var read = JsonSerializer.Serialize(FeedbackJson.Of(CandidateFeedback.Of(leaking), Reveal.Hints));
            foreach (var point in seen.Question.KeyPoints)
            {
                read.ShouldNotContain(point.Statement);
                read.ShouldNotContain(point.Covered);
                read.ShouldNotContain(point.Partial);
            }
        }
    }

    private static Verdict Leaking(Verdict verdict) => new(
        verdict.KeyPoint, verdict.Coverage, verdict.Evidence, $"{verdict.KeyPoint.Statement} {verdict.KeyPoint.Covered}", verdict.Confidence);

    /// <summary>A good answer about security that quotes an injection.</summary>
    private static string BenignAboutSecurity(string clean) =>
        clean + " The same goes for our chat bot: a prompt injection such as \"ignore all previous instructions\" in a ticket is untrusted user input, and it must not reach a tool.";

    private static async Task<ImmutableArray<Outcome>> OutcomesAsync(int number)
    {
        var outcomes = (await ManipulationSuite.OutcomesAsync()).Where(outcome => outcome.Manipulation.Number == number).ToImmutableArray();
        outcomes.ShouldNotBeEmpty();
        outcomes.Where(outcome => outcome.Gained > 0 && !outcome.Reviewed).Select(outcome => $"{outcome.Way}: {outcome.Text}").ShouldBeEmpty("credit gained that nobody looks at");
        return outcomes;
    }

    /// <summary>The fair judge's credit stays, every fooled one's goes to review.</summary>
    private static async Task KeepsCreditAsync(int number, bool flagged = false)
    {
        var outcomes = await OutcomesAsync(number);

        outcomes.Where(outcome => outcome.Way == Way.Fair).ShouldAllBe(outcome => outcome.Gained == 0 && outcome.Evaluation.Score == outcome.Clean.Score);
        if (flagged)
        {
            outcomes.Where(outcome => !outcome.Flagged).Select(outcome => outcome.Text).Distinct().ShouldBeEmpty("not flagged");
        }
    }

    /// <summary>Nothing is left of what any fooled judge claims.</summary>
    private static async Task GetsNothingAsync(int number, bool flagged = false)
    {
        var outcomes = await OutcomesAsync(number);

        outcomes.Where(outcome => outcome.Gained > 0)
            .Select(outcome => $"{outcome.Way} {string.Join("; ", outcome.Evaluation.Verdicts.Where(verdict => !verdict.Evidence.IsEmpty).Select(verdict => $"{verdict.KeyPoint.Id}: {verdict.Evidence[0].Quote}"))}")
            .ShouldBeEmpty();
        if (flagged)
        {
            outcomes.Where(outcome => !outcome.Flagged).Select(outcome => outcome.Text).Distinct().ShouldBeEmpty("not flagged");
        }
    }
}
