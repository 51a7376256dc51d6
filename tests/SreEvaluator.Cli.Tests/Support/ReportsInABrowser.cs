using Microsoft.Playwright;

namespace SreEvaluator.Cli.Tests.Support;

/// <summary>The reports of a batch of the samples, and a browser to open them in.</summary>
public sealed class ReportsInABrowser : IAsyncLifetime
{
    // A busy machine is no failure.
    private const float Patience = 120_000;

    private static readonly string[] Known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly TemporaryFolder _folder = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The folder of the batch.</summary>
    internal string Out => Path.Combine(_folder.Path, "results");

    public async ValueTask InitializeAsync()
    {
        if (Known.FirstOrDefault(File.Exists) is not { } path)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox"], Timeout = Patience });
        var samples = Path.Combine(SreEvaluator.Support.Repository.Root, "samples", "answers.csv");
        (await CliRun.With(["batch", samples, "--out", Out, "--grader", "local"])).ExitCode.ShouldBe(ExitCode.Done);
        (await CliRun.With(["report", "candidate", Out, "-c", "amara", "--out", Path.Combine(Out, "candidate.html")])).ExitCode.ShouldBe(ExitCode.Done);
    }

    /// <summary>A fresh context; the test is skipped, and says so, where there is no browser.</summary>
    internal async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        Assert.SkipWhen(_browser is null, $"There is no browser at any of {string.Join(", ", Known)}: the reports were not opened.");
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _folder.Dispose();
    }
}
