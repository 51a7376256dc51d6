using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SreEvaluator.Service.Observability;

/// <summary>Traces, metrics and logs for a collector, where one is configured.</summary>
internal static class ObservabilityServices
{
    /// <summary>OpenTelemetry's own variable for where the collector is. Its others, such as OTEL_EXPORTER_OTLP_HEADERS, hold too.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string EndpointSetting = "Telemetry:Endpoint";

    private static readonly string[] Meters =
        [Telemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime"];

    /// <summary>Registers them. Without a collector nothing is, and nothing is recorded.</summary>
    public static void AddObservability(this WebApplicationBuilder builder)
    {
        var endpoint = builder.Configuration[EndpointSetting] ?? Environment.GetEnvironmentVariable(EndpointVariable);
        if (string.IsNullOrWhiteSpace(endpoint))
        {
            return;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var collector))
        {
            throw new InvalidOperationException($"{EndpointSetting}: found {endpoint}; expected an address such as http://127.0.0.1:4317.");
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("sre-evaluator"))
            .WithTracing(tracing => tracing.AddSource(Telemetry.Name, "Microsoft.AspNetCore").AddOtlpExporter(otlp => otlp.Endpoint = collector))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter(otlp => otlp.Endpoint = collector))
            .WithLogging(logging => logging.AddOtlpExporter(otlp => otlp.Endpoint = collector));
    }
}
