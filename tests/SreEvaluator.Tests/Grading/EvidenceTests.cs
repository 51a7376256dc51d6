using CsCheck;
using SreEvaluator.Grading;

namespace SreEvaluator.Tests.Grading;

public sealed class EvidenceTests
{
    [Theory]
    [InlineData("First I roll back.", "I roll back", "I roll back")]
    [InlineData("First I ROLL back.", "i roll BACK", "I ROLL back")]
    [InlineData("First I\r\n  roll\tback.", "I roll back", "I\r\n  roll\tback")]
    [InlineData("We don\u2019t page.", "don't page", "don\u2019t page")]
    [InlineData("\u201Cno blame\u201D is our rule", "\"no blame\" is", "\u201Cno blame\u201D is")]
    [InlineData("the cafe\u0301 cluster fails over", "caf\u00E9 cluster", "cafe\u0301 cluster")]
    [InlineData("the caf\u00E9 cluster fails over", "cafe\u0301 cluster", "caf\u00E9 cluster")]
    public void Tolerates_case_space_form_and_typographic_quotes(string text, string quote, string expected)
    {
        var answer = new Answer("a", text);

        var evidence = Evidence.Find(answer, quote).ShouldNotBeNull();

        evidence.Quote.ShouldBe(expected);
        answer.Text.Substring(evidence.Start, evidence.Length).ShouldBe(expected);
    }

    [Theory]
    [InlineData("First I roll back.", "I rolled back")]
    [InlineData("First I roll back.", "First I ... back")]
    [InlineData("First I roll-back.", "roll back")]
    [InlineData("First I roll back.", "")]
    [InlineData("First I roll back.", "  \n")]
    [InlineData("First I roll back.", "\uD800")]
    public void Tolerates_nothing_else(string text, string quote) =>
        Evidence.Find(new Answer("a", text), quote).ShouldBeNull();

    [Fact]
    public void Every_span_of_an_answer_that_is_no_white_space_is_found_at_a_place_with_the_same_text() =>
        Gen.Select(Gen.String[Gen.Char["ab \n\u00E9'\u2019XY"], 1, 60], Gen.Int[0, 59], Gen.Int[1, 60]).Sample((text, from, size) =>
        {
            var start = from % text.Length;
            var span = text.Substring(start, Math.Min(size, text.Length - start));
            if (string.IsNullOrWhiteSpace(span))
            {
                return;
            }

            var answer = new Answer("a", text);
            var evidence = Evidence.Find(answer, span).ShouldNotBeNull();
            answer.Text.Substring(evidence.Start, evidence.Length).ShouldBe(evidence.Quote);
            FoldedText.Of(evidence.Quote).ToString().ShouldBe(FoldedText.Of(span).ToString());
        });

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(0, 0)]
    [InlineData(2, 9)]
    [InlineData(40, 1)]
    public void Is_not_built_from_a_span_that_the_answer_does_not_hold(int start, int length) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Evidence.At(new Answer("a", "roll back"), start, length));
}
