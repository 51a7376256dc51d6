using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Web;

public sealed class SignInPagesTests(Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_ways_in_keep_nobody_out_and_speak_the_viewer_s_language()
    {
        await using var service = await WebService.StartAsync();
        await using var visit = await Visit.StartAsync(chromium, service);
        var barriers = new List<string>();
        var invitation = await service.InvitationAsync(await service.InterviewAsync("Robin", "First round", "incident-management"));
        foreach (var path in (string[])["/sign-in?failed=key", invitation, "/invitation?token=x"])
        {
            await visit.Page.GotoAsync(path);
            barriers.AddRange(await visit.BarriersAsync());
            barriers.AddRange(await visit.BarriersInTheDarkAsync());
            await visit.Page.SetViewportSizeAsync(360, 780);
            (await visit.OverflowAsync()).ShouldBe(0, path);
        }

        barriers.ShouldBeEmpty();
        visit.Wrong.ShouldBeEmpty();
        await visit.SignInAsync(service, Role.Interviewer);
        service.Anonymous.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");
        (await service.Anonymous.GetStringAsync("/sign-in?failed=key", Token)).ShouldContain("Diesen Schl&#xFC;ssel gibt es nicht");
    }
}
