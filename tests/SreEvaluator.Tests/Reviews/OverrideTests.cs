using System.Text.Json;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;

namespace SreEvaluator.Tests.Reviews;

public sealed class OverrideTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void Nobody_and_no_reason_are_refused(string blank)
    {
        Should.Throw<InputException>(() => On("mitigate-first", Coverage.Covered, person: blank)).Message.ShouldContain("who decided");
        Should.Throw<InputException>(() => On("mitigate-first", Coverage.Covered, reason: blank)).Message.ShouldContain("why, in a sentence");
        Should.Throw<InputException>(() => new RedFlagOverride(Guid.NewGuid(), "blames-people", found: false, "Ada", blank, At));
    }

    [Fact]
    public void A_reason_too_long_is_refused_with_its_length() =>
        Should.Throw<InputException>(() => On("mitigate-first", Coverage.Covered, reason: new string('a', 2001))).Message.ShouldContain("2001 characters");

    [Fact]
    public void A_person_can_not_leave_a_point_unassessed() =>
        Should.Throw<InputException>(() => On("mitigate-first", Coverage.NotAssessed)).Message.ShouldContain("covered, partial or missing");

    [Fact]
    public void It_is_the_same_after_a_stay_in_json()
    {
        Override[] overrides =
        [
            On("mitigate-first", Coverage.Partial, quote: "roll back"),
            new RedFlagOverride(Guid.NewGuid(), "blames-people", found: true, "Ada", "It does.", At),
        ];

        JsonSerializer.Deserialize<Override[]>(JsonSerializer.Serialize(overrides)).ShouldBe(overrides);
    }

    internal static VerdictOverride On(
        string keyPoint, Coverage verdict, Guid? evaluation = null, string quote = "", string person = "Ada", string reason = "It says so.", int minute = 0) =>
        new(evaluation ?? Guid.NewGuid(), keyPoint, verdict, quote, person, reason, At.AddMinutes(minute));
}
