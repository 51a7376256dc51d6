using CsCheck;
using SreEvaluator.Grading;

namespace SreEvaluator.Tests.Grading;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("First I roll back. Then I look.", "First I roll back.|Then I look.")]
    [InlineData("roll back; page the DBA\n- tell support", "roll back|page the DBA|tell support")]
    [InlineData("Tools, e.g. Grafana, help.", "Tools, e.g. Grafana, help.")]
    [InlineData("p99 under 99.9 is fine", "p99 under 99.9 is fine")]
    [InlineData("1. roll back\n2. look", "1. roll back|2. look")]
    [InlineData(" \n ", "")]
    public void Splits_prose_notes_and_lists(string text, string expected) =>
        string.Join('|', Sentences.Of(text).Select(sentence => text.Substring(sentence.Start, sentence.Length))).ShouldBe(expected);

    [Fact]
    public void Every_word_is_in_exactly_one_sentence() =>
        Gen.String[Gen.Char["ab .,;:\n-('\u201D1"], 0, 200].Sample(text =>
        {
            var sentences = Sentences.Of(text);
            var words = SreEvaluator.Rubrics.Words.Of(text);
            sentences.SelectMany(sentence => sentence.Words).ShouldBe(words);
            sentences.ShouldAllBe(sentence => sentence.Start >= 0 && sentence.Length > 0 && sentence.End <= text.Length);
        });
}
