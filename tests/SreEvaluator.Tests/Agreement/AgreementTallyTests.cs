using CsCheck;
using SreEvaluator.Agreement;
using SreEvaluator.Grading;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Agreement;

public sealed class AgreementTallyTests
{
    private const double Close = 1e-9;

    private static readonly Gen<(LabelledAnswer Labelled, Evaluation Evaluation)> AnyAnswer =
        Gen.Select(Gen.Char["cpm"].Array[4], Gen.Char["cpmn"].Array[4], Gen.Double[0, 1])
            .Select((labels, verdicts, confidence) => Graded.Answer(new string(labels), new string(verdicts), confidence));

    [Fact]
    public void Compares_verdicts_with_labels()
    {
        var figures = Figures(Graded.Answer("cpmm", "cmmc"), Graded.Answer("mccp", "mcpn"));

        figures.Answers.ShouldBe(2);
        figures.Pairs.ShouldBe(7);
        figures.NotAssessed.ShouldBe(1);
        figures.Accuracy3!.Value.ShouldBe(4 / 7.0, Close);
        figures.Accuracy2!.Value.ShouldBe(5 / 7.0, Close);
        figures.Confusion[Coverage.Partial, Coverage.Missing].ShouldBe(1);
        figures.Confusion.FiguresOf(Coverage.Covered).Precision!.Value.ShouldBe(2 / 3.0, Close);
        figures.Confusion.FiguresOf(Coverage.Covered).Recall!.Value.ShouldBe(2 / 3.0, Close);
        figures.Confusion.Credit.F1!.Value.ShouldBe(6 / 8.0, Close);
    }

    [Fact]
    public void Compares_scores_in_points()
    {
        // Scores of verdicts 50, 100, 0; of labels 100, 100, 50.
        var figures = Figures(Graded.Answer("cc", "cm"), Graded.Answer("cc", "cc"), Graded.Answer("cm", "mm"));

        figures.ScoreMae!.Value.ShouldBe(100 / 3.0, Close);
        figures.ScorePearson!.Value.ShouldBe(Math.Sqrt(3) / 2, Close);
    }

    [Fact]
    public void An_answer_that_is_not_assessed_has_no_score_to_compare()
    {
        var figures = Figures(Graded.Answer("cc", "nn"));

        figures.Pairs.ShouldBe(0);
        figures.NotAssessed.ShouldBe(2);
        figures.Accuracy3.ShouldBeNull();
        figures.ScoreMae.ShouldBeNull();
        figures.ExpectedCalibrationError.ShouldBeNull();
        figures.Intervals.Accuracy3.ShouldBeNull();
    }

    [Fact]
    public void Holds_confidence_against_the_share_of_right_verdicts()
    {
        // At 0.95 three of four are right, at 0.55 one of two: 2/3 x 0.2 + 1/3 x 0.05.
        var figures = Figures(Graded.Answer("cccc", "cccm", 0.95), Graded.Answer("cm", "cc", 0.55));

        figures.ExpectedCalibrationError!.Value.ShouldBe((2 / 3.0 * 0.2) + (1 / 3.0 * 0.05), Close);
        figures.Reliability.Length.ShouldBe(10);
        figures.Reliability[9].ShouldBe(new ReliabilityBin(0.9, 4, 0.95, 0.75));
        figures.Reliability[5].ShouldBe(new ReliabilityBin(0.5, 2, 0.55, 0.5));
        figures.Reliability[0].ShouldBe(new ReliabilityBin(0, 0, null, null));
    }

    [Fact]
    public void A_confidence_of_1_belongs_to_the_last_bin() => Figures(Graded.Answer("c", "c", 1)).Reliability[9].Pairs.ShouldBe(1);

    [Fact]
    public void Counts_red_flags_by_answer_and_flag()
    {
        var question = Some.Question();
        var quote = Evidence.At(Some.Answer(), 0, 7);
        var tally = new AgreementTally();
        foreach (var (labelled, found) in (ReadOnlySpan<(bool, bool)>)[(true, true), (true, false), (false, true), (false, true), (false, false)])
        {
            var answer = Graded.Answer("mm", "mm").Labelled;
            answer = labelled ? answer with { RedFlags = answer.RedFlags.Add("blames-people", "I would") } : answer;
            RedFlagFinding[] findings = found ? [new RedFlagFinding(question.RedFlags[0], [quote], "Because.", 0.8)] : [];
            var verdicts = question.KeyPoints.Select(keyPoint => Some.Verdict(keyPoint, Coverage.Missing));
            var evaluation = new Evaluation(question, Some.Answer(), GraderKind.Local, verdicts, findings, Some.Provenance(), ScoringRules.Default);
            tally.Add(evaluation, answer, ScoringRules.Default);
        }

        var flags = tally.Figures().RedFlags;

        flags.Precision!.Value.ShouldBe(1 / 3.0, Close);
        flags.Recall!.Value.ShouldBe(0.5, Close);
    }

    [Fact]
    public void The_order_of_answers_never_matters() => Gen.Select(AnyAnswer.Array[2, 12], Gen.Int).Sample(
        (answers, seed) =>
        {
            var shuffled = answers.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (one, other) = (Figures(answers), Figures(shuffled));
            return one.Intervals == other.Intervals
                && one.Reliability.SequenceEqual(other.Reliability)
                && (one.Accuracy3, one.Kappa, one.KappaQuadratic, one.AlphaOrdinal, one.ScoreMae, one.ScorePearson, one.ExpectedCalibrationError)
                    == (other.Accuracy3, other.Kappa, other.KappaQuadratic, other.AlphaOrdinal, other.ScoreMae, other.ScorePearson, other.ExpectedCalibrationError);
        },
        iter: 30);

    [Fact]
    public void Twice_the_same_answers_give_the_same_figures() => AnyAnswer.Array[1, 12].Sample(
        answers =>
        {
            var (once, twice) = (Figures(answers), Figures([.. answers, .. answers]));
            return Same(once.Accuracy3, twice.Accuracy3) && Same(once.KappaQuadratic, twice.KappaQuadratic) && Same(once.MacroF1Three, twice.MacroF1Three)
                && Same(once.ScoreMae, twice.ScoreMae) && Same(once.ExpectedCalibrationError, twice.ExpectedCalibrationError);
        },
        iter: 100);

    [Fact]
    public void Many_answers_have_their_figures_within_the_intervals() => AnyAnswer.Array[200].Sample(
        answers =>
        {
            var figures = Figures(answers);
            return Holds(figures.Intervals.Accuracy3, figures.Accuracy3) && Holds(figures.Intervals.Accuracy2, figures.Accuracy2)
                && Holds(figures.Intervals.MacroF1Three, figures.MacroF1Three) && Holds(figures.Intervals.MacroF1Binary, figures.MacroF1Binary)
                && Holds(figures.Intervals.Kappa, figures.Kappa) && Holds(figures.Intervals.KappaQuadratic, figures.KappaQuadratic)
                && Holds(figures.Intervals.AlphaOrdinal, figures.AlphaOrdinal) && Holds(figures.Intervals.ScoreMae, figures.ScoreMae)
                && Holds(figures.Intervals.ScorePearson, figures.ScorePearson);
        },
        iter: 10);

    [Fact]
    public void The_interval_of_a_share_is_that_of_the_binomial()
    {
        // 300 answers of one point, 240 of them right: 0.8 ± 1.96 x sqrt(0.8 x 0.2 / 300) = 0.8 ± 0.045.
        var figures = Figures([.. Enumerable.Range(0, 300).Select(index => Graded.Answer("c", index % 5 == 0 ? "m" : "c"))]);

        figures.Intervals.Accuracy3!.Value.Low.ShouldBe(0.755, 0.01);
        figures.Intervals.Accuracy3!.Value.High.ShouldBe(0.845, 0.01);
    }

    [Fact]
    public void Answers_are_resampled_whole()
    {
        // Eight points that are right or wrong together vary as one point does, not as eight.
        var figures = Figures([.. Enumerable.Range(0, 100).Select(index => Graded.Answer("cccccccc", index % 5 == 0 ? "mmmmmmmm" : "cccccccc"))]);

        (figures.Intervals.Accuracy3!.Value.High - figures.Intervals.Accuracy3.Value.Low).ShouldBe(2 * 0.078, 0.02);
    }

    [Fact]
    public void One_answer_has_no_interval() => Figures(Graded.Answer("cp", "cm")).Intervals.Accuracy3.ShouldBeNull();

    [Fact]
    public void A_pair_that_was_not_assessed_is_in_no_cell() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Figures(Graded.Answer("c", "c")).Confusion[Coverage.Covered, Coverage.NotAssessed]);

    private static AgreementFigures Figures(params IEnumerable<(LabelledAnswer Labelled, Evaluation Evaluation)> graded)
    {
        var tally = new AgreementTally();
        foreach (var (labelled, evaluation) in graded)
        {
            tally.Add(evaluation, labelled, ScoringRules.Default);
        }

        return tally.Figures();
    }

    private static bool Same(double? one, double? other) => one is null ? other is null : other is not null && Math.Abs(one.Value - other.Value) < Close;

    private static bool Holds(Interval? interval, double? figure) => interval is { } ends && figure >= ends.Low && figure <= ends.High;
}
