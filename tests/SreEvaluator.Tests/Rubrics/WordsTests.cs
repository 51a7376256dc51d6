using CsCheck;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Tests.Rubrics;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Roll back, then tell users.", "roll|back|then|tell|users")]
    [InlineData("post-mortem and/or RCA", "post|mortem|and|or|rca")]
    [InlineData("We don\u2019t and don't", "we|don't|and|don't")]
    [InlineData("the teams' graphs, 'quoted'", "the|teams|graphs|quoted")]
    [InlineData("99.95% for k6 on 10.0.0.1.", "99.95|for|k6|on|10.0.0.1")]
    [InlineData("wait.Then 3.x", "wait|then|3|x")]
    [InlineData("cafe\u0301 caf\u00E9", "cafe\u0301|caf\u00E9")]
    [InlineData("ro\u200Bll\u00ADback", "rollback")]
    [InlineData("Größe 東京", "größe|東京")]
    [InlineData(" \r\n\t", "")]
    [InlineData("", "")]
    public void Are_runs_of_letters_and_digits_in_lower_case(string text, string words) =>
        string.Join('|', Words.Of(text).Select(word => word.Text)).ShouldBe(words);

    [Fact]
    public void Know_where_they_stand()
    {
        const string Text = "First, I ROLL back.";

        Words.Of(Text).Select(word => Text[word.Start..word.End]).ShouldBe(["First", "I", "ROLL", "back"]);
    }

    [Fact]
    public void Long_words_are_kept_whole() => Words.Of(new string('A', 5_000)).ShouldHaveSingleItem().Text.ShouldBe(new string('a', 5_000));

    [Fact]
    public void Stand_in_order_without_overlap_and_hold_every_letter_and_digit() =>
        Gen.String[0, 80].Sample(text =>
        {
            var words = Words.Of(text);
            var end = 0;
            foreach (var word in words)
            {
                word.Start.ShouldBeGreaterThanOrEqualTo(end);
                word.End.ShouldBeGreaterThan(word.Start);
                word.Text.ShouldNotBeEmpty();
                text[end..word.Start].Any(char.IsLetterOrDigit).ShouldBeFalse();
                end = word.End;
            }

            text[end..].Any(char.IsLetterOrDigit).ShouldBeFalse();
        });
}
