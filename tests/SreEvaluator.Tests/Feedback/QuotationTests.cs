using CsCheck;
using SreEvaluator.Feedback;

namespace SreEvaluator.Tests.Feedback;

public sealed class QuotationTests
{
    [Theory]
    [InlineData("I roll back.", "“I roll back.”")]
    [InlineData("I\r\n  roll\tback. ", "“I roll back.”")]
    [InlineData("red \u001b[31malert\u0007", "“red [31malert”")]
    [InlineData("evil\u202Etxt.exe", "“eviltxt.exe”")]
    [InlineData("", "“”")]
    public void Shows_words_on_one_line_and_harmless(string words, string shown) => Quotation.Of(words).ShouldBe(shown);

    [Theory]
    [InlineData("First I would roll back the release.", 20, "“First I would roll…”")]
    [InlineData("First I would roll back the release.", 18, "“First I would roll…”")]
    [InlineData("Donaudampfschifffahrt", 10, "“Donaudampf…”")]
    [InlineData("abcdefghi\U0001F600 and so on", 10, "“abcdefghi…”")]
    public void Cuts_long_words_at_a_space(string words, int length, string shown) => Quotation.Of(words, length).ShouldBe(shown);

    [Fact]
    public void Never_shows_more_than_it_may() =>
        Gen.Select(Gen.String, Gen.Int[1, 30]).Sample((words, length) => Quotation.Of(words, length).Length <= length + 3);
}
