using Microsoft.Playwright;
using SreEvaluator.Service.Tests.Web;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace SreEvaluator.Service.Tests.Web;

/// <summary>The Chromium that is installed on this machine, started once for all tests that need a browser. Nothing is downloaded.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/usr/bin/microsoft-edge",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    // Machines that do much else at once take their time.
    private const float Patience = 60_000;

    private readonly SemaphoreSlim _once = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Path =>
        Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Array.Find(Places, File.Exists);

    /// <summary>The browser. Where none is installed the test is skipped, and says so.</summary>
    public async Task<IBrowser> BrowserAsync()
    {
        Assert.SkipWhen(Path is null, "No browser: install chromium, or name one in the variable CHROMIUM. The pages are NOT tested without it.");
        await _once.WaitAsync();
        try
        {
            Assertions.SetDefaultExpectTimeout(Patience);
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Path,
                Args = OperatingSystem.IsLinux() && Environment.UserName == "root" ? ["--no-sandbox"] : [],
            });
        }
        finally
        {
            _once.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _once.Dispose();
    }
}
