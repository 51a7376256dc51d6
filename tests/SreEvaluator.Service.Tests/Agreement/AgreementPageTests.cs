using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SreEvaluator.Agreement;
using SreEvaluator.Grading;
using SreEvaluator.Service.Agreement;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Service.Tests.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Agreement;

public sealed class AgreementPageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_nobody_has_decided_and_nothing_is_graded_the_page_says_so()
    {
        await using var service = await WebService.StartAsync("Worker:Enabled=false");
        var page = await PageAsync(await service.ClientAsync(Role.Interviewer));

        page.ShouldContain("Nobody has decided on a verdict yet");
        page.ShouldContain("No answer was read by both");
        page.ShouldContain("Nothing was graded in this time");
        page.ShouldNotContain("class=\"chart\"");
        (await (await service.ClientAsync(Role.Candidate)).GetAsync("/agreement", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_figures_are_those_of_the_library_and_grow_with_what_is_decided()
    {
        await using var service = await WebService.StartAsync("Worker:Enabled=false");
        var client = await service.ClientAsync(Role.Interviewer);
        var points = service.Services.GetRequiredService<SreEvaluator.Rubrics.RubricLibrary>().Find("incident-management")!.KeyPoints.Length;
        await service.DecideAsync(1);
        (await PageAsync(client)).ShouldContain($"at {Measured.LeastPairs} verdicts by people, plots appear");
        await service.DecideAsync(8);

        var measured = await service.Services.GetRequiredService<Measurements>().MeasureAsync(30, Token);
        var page = await PageAsync(client, "?share=65");

        measured.People.Blind!.Overall.Pairs.ShouldBe(5 * points);
        measured.People.Seeing!.Overall.Pairs.ShouldBe(4 * points);
        measured.Graders!.Overall.Answers.ShouldBe(9);
        page.ShouldContain(Percent(measured.People.Blind.Overall.Accuracy3!.Value));
        page.ShouldContain(Percent(measured.Graders.Overall.Accuracy3!.Value));
        var group = measured.People.Blind.ByKeyPoint[0];
        page.ShouldContain($"{Percent(group.Figures.Intervals.Accuracy3!.Value.Low)} to {Percent(group.Figures.Intervals.Accuracy3!.Value.High)}");
        measured.People.Blind.Curve.Points.Length.ShouldBeGreaterThan(1, string.Join(' ', measured.People.Blind.Curve.Points));
        var point = measured.People.Blind.Curve.AtMost(0.65).ShouldNotBeNull();
        page.ShouldContain($"A threshold of {point.Threshold.ToString("0.00", CultureInfo.InvariantCulture)} sends {Percent(point.ShareSent)} to people ({point.Sent}).");

        // Neither grader is taken to be right: the figures are the same the other way round.
        var confusion = measured.Graders.Overall.Confusion;
        VerdictConfusion.Order.Sum(coverage => confusion[coverage, coverage]).ShouldBe((long)Math.Round(measured.Graders.Overall.Accuracy3.Value * measured.Graders.Overall.Pairs));
    }

    [Fact]
    public async Task Tokens_and_cost_add_up_by_day_and_model()
    {
        await using var service = await WebService.StartAsync("Worker:Enabled=false");
        await service.DecideAsync(10);
        await service.DecideAsync(1, cost: null, HostileTexts.Together);

        var measured = await service.Services.GetRequiredService<Measurements>().MeasureAsync(7, Token);
        var page = await PageAsync(await service.ClientAsync(Role.Interviewer), "?days=7");

        measured.Spent.Select(spent => spent.Evaluations).ShouldBe([2, 2, 2, 2, 1, 2]);
        measured.Spent.Sum(spent => spent.InputTokens).ShouldBe(11_000);
        measured.Spent.Sum(spent => spent.Cost).ShouldBe(2.5m);
        page.ShouldContain("11,000 sent and 2,200 received in all");
        page.ShouldContain("Cost by day, 2.50 in all");
        page.ShouldNotContain("<script>alert");
        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    [Fact]
    public async Task Marks_that_interviewers_made_by_themselves_count_as_blind_where_they_were()
    {
        await using var service = await WebService.StartAsync("Worker:Enabled=false");
        await service.DecideAsync(2);
        var (evaluations, store) = (service.Services.GetRequiredService<EvaluationStore>(), service.Services.GetRequiredService<MarkStore>());
        var decided = (await evaluations.ListAsync(new EvaluationFilter(), null, 2, Token)).Items;
        var before = await service.Services.GetRequiredService<Measurements>().MeasureAsync(30, Token);
        var marks = ImmutableSortedDictionary<string, Coverage>.Empty.Add("mitigate-first", Coverage.Partial).Add("gone-since", Coverage.Covered);

        // The newer answer was decided on by somebody who had seen the verdict, the older one by somebody who had not.
        await store.AddAsync(decided[0].AnswerId, marks, blind: true, "user:1", Token);
        await store.AddAsync(decided[1].AnswerId, marks, blind: false, "user:1", Token);

        var measured = await service.Services.GetRequiredService<Measurements>().MeasureAsync(30, Token);
        (measured.People.Blind!.Overall.Pairs - before.People.Blind!.Overall.Pairs).ShouldBe(1);
        (measured.People.Seeing!.Overall.Pairs - before.People.Seeing!.Overall.Pairs).ShouldBe(1);
    }

    private static string Percent(double share) => share.ToString("P0", CultureInfo.GetCultureInfo("en"));

    private static async Task<string> PageAsync(HttpClient client, string query = "") =>
        (await client.GetStringAsync($"/agreement{query}", Token)).Replace("&#xA0;", " ", StringComparison.Ordinal);
}
