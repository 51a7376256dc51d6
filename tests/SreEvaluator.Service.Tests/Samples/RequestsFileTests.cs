using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Samples;

public sealed class RequestsFileTests
{
    [Fact]
    public async Task The_sample_requests_run_from_top_to_bottom()
    {
        await using var service = await RunningService.StartAsync();
        var file = new RequestsFile(Path.Combine(Repository.Root, "samples", "requests.http"), service.Anonymous);

        var results = await file.RunAsync(("host", service.Address.ToString().TrimEnd('/')), ("key", await service.KeyAsync(Role.Admin)));

        results.Count.ShouldBe(19);
        results.ShouldAllBe(result => result.Status >= 200 && result.Status < 300);
        results.Single(result => result.Title == "Follow it to its end").Response.ShouldContain("\"state\":\"completed\"");
        results.Single(result => result.Title == "Its results as a table").Response.ShouldContain("incident-management");
    }
}
