namespace SreEvaluator.Tests.Rubrics;

public sealed class NearestNamesTests
{
    private static readonly string[] Questions =
    [
        "automation-and-efficiency", "disaster-recovery", "disaster-recovery/follow-up", "incident-management", "incident-management/follow-up",
        "monitoring-and-observability", "post-mortem-analysis", "service-level-objectives",
    ];

    [Theory]
    [InlineData("incident-managment", "incident-management, incident-management/follow-up")]
    [InlineData("Incident-Management", "incident-management, incident-management/follow-up")]
    [InlineData("incident management", "incident-management, incident-management/follow-up")]
    [InlineData("incident", "incident-management, incident-management/follow-up")]
    [InlineData("recovery", "disaster-recovery, disaster-recovery/follow-up")]
    [InlineData("disaster/follow-up", "disaster-recovery/follow-up")]
    [InlineData("postmortem", "post-mortem-analysis")]
    [InlineData("monitor", "monitoring-and-observability")]
    [InlineData("slo", "service-level-objectives")]
    [InlineData("slos", "service-level-objectives")]
    [InlineData("dr", "disaster-recovery")]
    public void Finds_what_was_meant(string wanted, string first) =>
        string.Join(", ", NearestNames.Of(wanted, Questions, most: 3)).ShouldStartWith(first);

    [Theory]
    [InlineData("")]
    [InlineData("zzz")]
    [InlineData("kubernetes")]
    [InlineData("---")]
    public void Finds_nothing_where_nothing_is_near(string wanted) => NearestNames.Of(wanted, Questions, most: 3).ShouldBeEmpty();

    [Fact]
    public void Gives_no_more_than_asked_for() => NearestNames.Of("follow-up", Questions, most: 1).Count.ShouldBe(1);

    [Fact]
    public void What_is_exactly_there_comes_first() =>
        Questions.ShouldAllBe(question => NearestNames.Of(question, Questions, 3)[0] == question);
}
