using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Rubrics;

public sealed class RubricLintTests
{
    private static readonly KeyPoint Good = Some.KeyPoint("mitigate-first", weight: 3, critical: true) with
    {
        Statement = "Restores the service before the cause is known.",
        Cues = [new Cue([["roll back", "bring it back"], ["first"]])],
        Exemplars = ["I would roll back first.", "First I bring it back to how it was before."],
        Hint = "What do users need most?",
        Probe = "You don't know what broke. What now?",
    };

    [Fact]
    public void Says_nothing_about_a_good_rubric() => Findings(Good).ShouldBeEmpty();

    [Fact]
    public void An_exemplar_on_which_no_own_cue_fires() =>
        Findings(Good with { Exemplars = [.. Good.Exemplars, "Get users going again."] }).ShouldBe(
            ["Warning incident-management: key point mitigate-first: no cue fires on the exemplar \"Get users going again.\""]);

    [Fact]
    public void A_red_flags_exemplar_on_which_no_own_cue_fires() =>
        Findings(Some.Question(keyPoints: Good) with { RedFlags = [new RedFlag { Id = "blames", Statement = "Blames.", Cues = [new Cue([["blame"]])], Exemplars = ["It is their fault."] }] }).ShouldBe(
            ["Warning incident-management: red flag blames: no cue fires on the exemplar \"It is their fault.\""]);

    [Fact]
    public void A_cue_that_fires_on_the_question_itself() =>
        Findings(Good with { Cues = [.. Good.Cues, new Cue([["service"], ["down$"]])] }).ShouldBe(
            ["Warning incident-management: key point mitigate-first: cue 2 fires on the question's own text"]);

    [Fact]
    public void A_cue_needs_one_sentence_of_the_question_to_fire_on_it() =>
        Findings(Good with { Cues = [.. Good.Cues, new Cue([["down$"], ["walk me"]])] }).ShouldBeEmpty();

    [Fact]
    public void A_stem_repeated_in_a_group() =>
        Findings(Good with { Cues = [new Cue([["roll back", "bring it back", "roll back"], ["first"]])] }).ShouldBe(
            ["Note incident-management: key point mitigate-first: group 1 of cue 1 repeats roll back"]);

    [Fact]
    public void A_cue_that_fires_only_where_a_wider_one_does() =>
        Findings(Good with { Cues = [new Cue([["roll back"], ["first"], ["release"]]), .. Good.Cues] }).ShouldBe(
            ["Warning incident-management: key point mitigate-first: cue 1 fires only where cue 2 does too"]);

    [Fact]
    public void A_cue_given_twice_is_found_once() =>
        Findings(Good with { Cues = [.. Good.Cues, .. Good.Cues] }).ShouldBe(
            ["Warning incident-management: key point mitigate-first: cue 2 fires only where cue 1 does too"]);

    [Fact]
    public void A_hint_on_which_a_cue_fires() =>
        Findings(Good with { Hint = "Would you roll back first?" }).ShouldBe(
            ["Note incident-management: key point mitigate-first: a cue fires on the hint: \"Would you roll back first?\""]);

    [Fact]
    public void A_probe_that_shares_telling_words_with_the_statement() =>
        Findings(Good with { Statement = "Restores what customers had before looking for the cause.", Probe = "How do customers notice that somebody restores it?" }).ShouldBe(
            ["Note incident-management: key point mitigate-first: the probe shares words with the statement: restores, customers"]);

    [Fact]
    public void Words_of_the_question_give_nothing_away() =>
        Findings(Good with { Statement = "Restores the critical service.", Probe = "How is the critical service now?" }).ShouldBeEmpty();

    [Fact]
    public void A_statement_too_long_for_one_claim() =>
        Findings(Good with { Statement = string.Join(' ', Enumerable.Repeat("word", 41)) }).ShouldBe(
            ["Note incident-management: key point mitigate-first: the statement has 41 words"]);

    [Fact]
    public void A_single_exemplar() =>
        Findings(Good with { Exemplars = [Good.Exemplars[0]] }).ShouldBe(
            ["Warning incident-management: key point mitigate-first: 1 exemplar"]);

    [Fact]
    public void A_question_without_a_critical_point() =>
        Findings(Good with { Critical = false }).ShouldBe(["Warning incident-management: no key point is critical"]);

    [Fact]
    public void Weights_that_tell_nothing_apart() =>
        Findings(Some.Question(keyPoints: [Good, Alike(Good, "alpha"), Alike(Good, "omega")])).ShouldBe(
            ["Warning incident-management: every key point has the weight 3"]);

    [Fact]
    public void Two_key_points_whose_cues_fire_on_each_others_exemplars() =>
        Findings(Some.Question(keyPoints: [Good, Good with { Id = "other", Weight = 1 }])).ShouldBe(
            ["Note incident-management: key point mitigate-first: its cues fire on an exemplar of other, and the other way round"]);

    [Fact]
    public void Every_finding_comes_with_advice() =>
        RubricLint.Check(Some.Rubric(Some.Question(keyPoints: Good with { Critical = false, Exemplars = ["Hm."], Hint = "First roll back?" })))
            .ShouldAllBe(finding => finding.Advice.Length > 10);

    private static KeyPoint Alike(KeyPoint keyPoint, string word) => keyPoint with
    {
        Id = word,
        Cues = [new Cue([[word]])],
        Exemplars = [word, $"{word} again"],
    };

    private static IEnumerable<string> Findings(KeyPoint keyPoint) => Findings(Some.Question(keyPoints: keyPoint));

    private static IEnumerable<string> Findings(Question question) =>
        RubricLint.Check(Some.Rubric(question)).Select(finding => $"{finding.Severity} {finding.Where}: {finding.Finding}");
}
