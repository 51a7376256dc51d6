using System.Diagnostics;
using System.Globalization;

namespace SreEvaluator.Cli.Tests.Commands;

public sealed class ServeCommandTests
{
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace(Path.Combine("tests", "SreEvaluator.Cli.Tests"), Path.Combine("src", "SreEvaluator.Cli"), StringComparison.Ordinal),
        "sre-evaluator.dll");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("INT", ExitCode.Done)]
    [InlineData("KILL", 128 + 9)]
    public async Task The_service_listens_until_the_command_ends_however_it_ends(string signal, int exitCode)
    {
        using var folder = new TemporaryFolder();
        using var command = Process.Start(new ProcessStartInfo(
            "dotnet", [Program, "serve", "--urls", "http://127.0.0.1:0", "--set", $"Storage:ConnectionString=Data Source={folder.Path}/kept.db"])
        {
            RedirectStandardOutput = true,
        })!;
        var address = await AddressAsync(command.StandardOutput);
        using var client = new HttpClient { BaseAddress = address };
        (await client.GetStringAsync("/health/live", Token)).ShouldBe("Healthy");

        using var kill = Process.Start("kill", ["-s", signal, command.Id.ToString(CultureInfo.InvariantCulture)]);
        try
        {
            await command.WaitForExitAsync(Token).WaitAsync(TimeSpan.FromMinutes(1), Token);
        }
        finally
        {
            // Where whoever started the tests ignores INT, as a script's background job does, so does the command.
            if (!command.HasExited)
            {
                command.Kill(entireProcessTree: true);
            }
        }

        command.ExitCode.ShouldBe(exitCode);
        // The service's end of the pipe closes with the service.
        await command.StandardOutput.ReadToEndAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), Token);
        await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync("/health/live", Token));
    }

    private static async Task<Uri> AddressAsync(StreamReader output)
    {
        const string Before = "Now listening on: ";
        while (await output.ReadLineAsync(Token) is { } line)
        {
            if (line.IndexOf(Before, StringComparison.Ordinal) is >= 0 and var start)
            {
                return new Uri(line[(start + Before.Length)..]);
            }
        }

        throw new InvalidOperationException("The service ended before it listened.");
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("serve-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
