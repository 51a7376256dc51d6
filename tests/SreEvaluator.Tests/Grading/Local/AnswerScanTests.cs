using SreEvaluator.Grading.Local;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Local;

public sealed class AnswerScanTests
{
    private static readonly QuestionIndex Index =
        LocalModelFile.Read(ShippedFiles.Models).Model.IndexOf(Repository.Rubrics.Find("incident-management")!);

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
    public void An_answer_scanned_before_leaves_nothing_behind()
    {
        var fresh = Features(AnswerScan.Of(Index, Repository.Labelled[0].Answer.Text));
        AnswerScan.Of(Index, Repository.Labelled[1].Answer.Text);

        Features(AnswerScan.Of(Index, Repository.Labelled[0].Answer.Text)).ShouldBe(fresh);
    }

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

        return features;
    }
}
