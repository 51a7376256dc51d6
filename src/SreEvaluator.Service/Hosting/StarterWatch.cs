namespace SreEvaluator.Service.Hosting;

/// <summary>Ends the service when whoever started it is gone: its standard input ends then, however the starter ended.</summary>
/// <param name="lifetime">Stops the service.</param>
internal sealed class StarterWatch(IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <summary>The setting that turns it on; <c>sre-evaluator serve</c> does.</summary>
    public const string Setting = "EndWithInput";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var input = Console.OpenStandardInput();
        await using (input)
        {
            var ignored = new byte[64];
            while (await input.ReadAsync(ignored, stoppingToken) > 0)
            {
                // Whatever is typed means nothing here.
            }
        }

        lifetime.StopApplication();
    }
}
