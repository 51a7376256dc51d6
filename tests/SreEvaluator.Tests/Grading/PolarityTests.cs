using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Tests.Grading;

public sealed class PolarityTests
{
    [Theory]
    [InlineData("We never load test anything", "we")]
    [InlineData("We don't page people, we write tickets", "we we write tickets")]
    [InlineData("No scribe but a clear commander", "but a clear commander")]
    [InlineData("I roll back instead of guessing", "i roll back")]
    [InlineData("Instead I roll back", "instead i roll back")]
    [InlineData("Not only logs", "not only logs")]
    [InlineData("I am comfortable without: a committee, a scribe", "i am comfortable")]
    [InlineData("Multi-cloud, active-active: no thanks", "")]
    [InlineData("We tried tracing and dropped it", "")]
    [InlineData("A heap dump takes minutes so I skip it", "a heap dump takes minutes so")]
    [InlineData("Status pages are overkill", "")]
    [InlineData("I roll back first", "i roll back first")]
    public void Keeps_what_is_asserted(string sentence, string kept)
    {
        var asserted = Polarity.Asserted(sentence, Words.Of(sentence));

        string.Join(' ', asserted.Select(word => word.Text).Where(text => text.Length > 0)).ShouldBe(kept);
    }
}
