using SreEvaluator.Grading;
using SreEvaluator.Grading.Local;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Local;

public sealed class AnswerScanTests
{
    private static readonly QuestionIndex Index =
        LocalModelFile.Read(ShippedFiles.Models).Model.IndexOf(Repository.Rubrics.Find("incident-management")!);

    private static readonly TermWeights Weights = Index.Weights;

    private const string Plain = "The on-call acknowledges the page. I name an incident commander. We roll back the last release.";

    [Fact]
    public void Fillers_between_sentences_change_nothing()
    {
        var filled = AnswerScan.Of(Index, Plain.Replace(". ", ". Oh yes, quite so. ", StringComparison.Ordinal));

        filled.All.Count.ShouldBe(5);
        filled.Sentences.Select(sentence => sentence.Words[0].Text).ShouldBe(["the", "i", "we"]);
        filled.PlaceOf(2).ShouldBe(4);
        Features(filled).ShouldBe(Features(AnswerScan.Of(Index, Plain)));
    }

    [Fact]
    public void A_sentence_that_is_said_again_changes_nothing()
    {
        var again = AnswerScan.Of(Index, string.Join(' ', Enumerable.Repeat(Plain, 5)));

        again.All.Count.ShouldBe(15);
        Features(again).ShouldBe(Features(AnswerScan.Of(Index, Plain)));
    }

    [Fact]
    public void A_short_sentence_with_a_cue_is_no_filler() =>
        AnswerScan.Of(Index, "Roll back. Lunch, perhaps. Blameless post-mortem.").Sentences.Select(sentence => sentence.Words[0].Text).ShouldBe(["roll", "blameless"]);

    [Fact]
    public void Where_all_are_fillers_all_are_looked_at() => AnswerScan.Of(Index, "Oh yes. Lunch, perhaps.").Sentences.Count.ShouldBe(2);

    [Fact]
    public void What_a_statement_says_is_found_over_several_sentences()
    {
        var question = Some.Question("of-its-own", Some.KeyPoint() with { Statement = "Names an incident commander before anybody investigates." });
        var index = LocalModelFile.Read(ShippedFiles.Models).Model.IndexOf(question);

        var scan = AnswerScan.Of(index, "I look for the commander of the incident. Then somebody investigates the slow replica of the database.");

        scan[0, 0][SentenceFeature.MissingMost].ShouldBeGreaterThan(0.5f);
        scan[0, 0][SentenceFeature.CommonOrder].ShouldBe(1 / 7f);
        AnswerScan.Of(index, "The incident commander investigates.")[0, 0][SentenceFeature.CommonOrder].ShouldBe(3 / 7f);
        scan.Whole(0, 0).ShouldBeGreaterThan(Math.Max(scan[0, 0][SentenceFeature.RawRecall], scan[0, 1][SentenceFeature.RawRecall]));
        AnswerScan.Of(index, question.KeyPoints[0].Statement)[0, 0][SentenceFeature.MissingMost].ShouldBe(0);
    }

    [Theory]
    [InlineData("moves", "moved", "moving", "move")]
    [InlineData("stops", "stopped", "stopping", "stop")]
    [InlineData("applies", "applied", "applying", "apply")]
    [InlineData("processes", "processed", "processing", "process")]
    [InlineData("alerts", "alerted", "alerting", "alert's")]
    public void The_forms_of_a_word_have_one_stem(params string[] forms) =>
        forms.Select(form => TermWeights.Stem(new Word(form, 0, form.Length)).ToString()).Distinct().ShouldHaveSingleItem();

    [Theory]
    [InlineData("one", "on")]
    [InlineData("use", "us")]
    [InlineData("need", "new")]
    [InlineData("bus", "bug")]
    [InlineData("string", "strong")]
    public void Words_apart_have_stems_apart(string one, string other) =>
        TermWeights.Stem(new Word(one, 0, one.Length)).ToString().ShouldNotBe(TermWeights.Stem(new Word(other, 0, other.Length)).ToString());

    [Fact]
    public void The_opposite_of_what_a_statement_says_and_its_numbers_that_are_missing_are_seen()
    {
        var question = Some.Question("of-its-own", Some.KeyPoint() with { Statement = "The switches of bulbs 2 and B are closed." });
        var index = LocalModelFile.Read(ShippedFiles.Models).Model.IndexOf(question);

        float[] Seen(string answer) =>
            [AnswerScan.Of(index, answer)[0, 0][SentenceFeature.Opposites], AnswerScan.Of(index, answer)[0, 0][SentenceFeature.NumbersMissing]];

        Seen("Both switches of bulbs 2 and B are closed now.").ShouldBe([0, 0]);
        Seen("The opened switch is the one of bulb 2 alone.").ShouldBe([1, 0.5f]);
        Seen("Some switch or other of a bulb is open there.").ShouldBe([1, 1]);
    }

    [Fact]
    public void A_cue_of_which_only_a_part_is_there_counts_and_less_where_other_points_have_it_too()
    {
        var index = Of(
            Some.KeyPoint("one") with { Cues = [new Cue([["canary", "release"], ["watch"]])] },
            Some.KeyPoint("other") with { Cues = [new Cue([["release", "freeze"], ["budget"]])] });

        float[] Counts(string text, int point) => [.. new[] { SentenceFeature.CuesFired, SentenceFeature.CueGroups, SentenceFeature.CueWeight, SentenceFeature.CueMost, SentenceFeature.CueMargin }
            .Select(feature => AnswerScan.Of(index, text)[point, 0][feature])];
        var shared = 1 / MathF.Sqrt(2);
        Counts("A canary comes before each release, says the canary team.", 0).ShouldBe([0, 1, 1 + shared, 1, 1], 1e-5);
        Counts("A canary comes before each release, says the canary team.", 1).ShouldBe([0, 1, shared, shared, -1], 1e-5);
        Counts("We don't watch a canary release before it goes to everybody.", 0).ShouldBe([0, 0, 0, 0, 0], 1e-5);
    }

    [Fact]
    public void Words_tell_of_a_point_where_its_texts_have_them_and_those_of_others_do_not()
    {
        var question = Some.Question(
            "of-its-own",
            Some.KeyPoint("one") with { Statement = "Names a commander for the incident.", Covered = "A commander is named.", Exemplars = ["I name a commander."] },
            Some.KeyPoint("other") with { Statement = "Tells customers of the incident.", Covered = "Customers are told.", Exemplars = ["We told them."] });
        var index = new QuestionIndex(question, Weights, [new LabelledQuote(question.Id, "other", Coverage.Covered, "W1", "Support phones around.")]);

        float Of(string text, int point, SentenceFeature feature, string? except = null) => AnswerScan.Of(index, text, except)[point, 0][feature];
        Of("Some commander will lead this thing.", 0, SentenceFeature.Telling).ShouldBeGreaterThan(1);
        Of("Some commander will lead this thing.", 0, SentenceFeature.TellingMargin).ShouldBeGreaterThan(1);
        Of("Some commander will lead this thing.", 1, SentenceFeature.Telling).ShouldBe(0);
        Of("Later support phones around again.", 1, SentenceFeature.Telling).ShouldBe(0);
        Of("Later support phones around again.", 1, SentenceFeature.QuoteTelling).ShouldBeGreaterThan(1);
        Of("Later support phones around again.", 1, SentenceFeature.QuoteTelling, except: "W1").ShouldBe(0);
    }

    [Fact]
    public void How_often_answers_make_a_point_is_told_without_the_writer_in_question()
    {
        var question = Some.Question("of-its-own");
        LabelledQuote Quote(string point, Coverage coverage, string writer) => new(question.Id, point, coverage, writer, "I roll back.");
        var index = new QuestionIndex(question, Weights,
        [
            Quote("mitigate-first", Coverage.Covered, "W1"), Quote("mitigate-first", Coverage.Partial, "W2"),
            Quote("incident-roles", Coverage.Covered, "W2"),
        ]);

        float Share(SentenceFeature feature, string? except) => AnswerScan.Of(index, Plain, except)[0, 0][feature];
        (Share(SentenceFeature.QuoteShare, null), Share(SentenceFeature.CoveredShare, null)).ShouldBe((1, 0.5f));
        (Share(SentenceFeature.QuoteShare, "W2"), Share(SentenceFeature.CoveredShare, "W2")).ShouldBe((1, 1));
        AnswerScan.Of(index, Plain)[1, 0][SentenceFeature.QuoteShare].ShouldBe(0.5f);
    }

    [Fact]
    public void What_was_not_assessed_teaches_nothing()
    {
        var labelled = Repository.Labelled.First(answer => answer.Question == "incident-management");
        var point = labelled.Labels.Keys.First();
        var without = labelled with { Labels = labelled.Labels.SetItem(point, new Label(Coverage.NotAssessed, string.Empty, [])) };
        var scan = AnswerScan.Of(Index, labelled.Answer.Text);

        new TrainingAnswer(without, scan).LabelledPoints.Count().ShouldBe(scan.Points - 1);
        new TrainingAnswer(without, scan).AnswerRows(new float[scan.Points * scan.Sentences.Count], withQuotes: false).Count().ShouldBe(scan.Points - 1);
    }

    [Fact]
    public void An_answer_scanned_before_leaves_nothing_behind()
    {
        var fresh = Features(AnswerScan.Of(Index, Repository.Labelled[0].Answer.Text));
        AnswerScan.Of(Index, Repository.Labelled[1].Answer.Text);

        Features(AnswerScan.Of(Index, Repository.Labelled[0].Answer.Text)).ShouldBe(fresh);
    }

    private static QuestionIndex Of(params KeyPoint[] points) => new(Some.Question("of-its-own", points), Weights, []);

    private static List<float> Features(AnswerScan scan)
    {
        var features = new List<float>();
        for (var sentence = 0; sentence < scan.Sentences.Count; sentence++)
        {
            for (var point = 0; point < scan.Points; point++)
            {
                features.AddRange(scan[point, sentence].Values(withQuotes: true));
            }
        }

        features.AddRange(Enumerable.Range(0, scan.Points).SelectMany(point => Enumerable.Range(0, AnswerScan.WholeSize).Select(kind => scan.Whole(point, kind))));

        return features;
    }
}
