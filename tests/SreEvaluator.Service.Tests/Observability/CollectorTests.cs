using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Observability;

public sealed partial class CollectorTests
{
    private const string Marked = "zebra-crossing-7391";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_gets_traces_metrics_and_logs_and_no_answer_and_no_key()
    {
        await using var collector = await ScriptedCollector.StartAsync();
        await using var service = await RunningService.StartAsync($"Telemetry:Endpoint={collector.Address}");
        var key = await service.KeyAsync(Role.Admin);
        var client = await service.ClientAsync(Role.Admin);
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var link = Link().Match(service.Output).Value;

        await service.AnswerAsync(client, $"I would roll back first, {Marked}.");
        await service.Browser().GetAsync(link, Token);
        service.Services.GetRequiredService<TracerProvider>().ForceFlush();
        service.Services.GetRequiredService<MeterProvider>().ForceFlush();
        service.Services.GetRequiredService<LoggerProvider>().ForceFlush();

        var received = collector.Received;
        string.Concat(received["opentelemetry.proto.collector.trace.v1.TraceService"]).ShouldContain("SreEvaluator");
        string.Concat(received["opentelemetry.proto.collector.metrics.v1.MetricsService"]).ShouldContain("http.server.request.duration");
        received["opentelemetry.proto.collector.logs.v1.LogsService"].ShouldNotBeEmpty();
        var all = string.Concat(received.SelectMany(one => one));
        all.ShouldNotContain(Marked);
        all.ShouldNotContain(key);
        all.ShouldNotContain(new Uri(link).Query);
    }

    [GeneratedRegex("http://\\S+/sign-in/one-time\\?token=\\S+")]
    private static partial Regex Link();
}
