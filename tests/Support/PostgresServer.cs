using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace SreEvaluator.Support;

/// <summary>
/// A real PostgreSQL server on the loopback address, started when the first test asks for it and stopped with the test run. Tests that need it are
/// skipped, with the reason, where PostgreSQL is not installed.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "sre";
    private const int MostAttempts = 100;

    private static readonly string[] Needed = ["initdb", "postgres", "pg_dump", "pg_restore"];

    private readonly Lock _gate = new();
    private Task<Process>? _server;
    private string? _folder;
    private int _port;
    private int _databases;

    /// <summary>A new, empty database.</summary>
    /// <returns>How it is reached.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        Assert.SkipWhen(Programs is null, "PostgreSQL is not installed: these tests did NOT run. Install it (apt-get install postgresql) or put its bin folder on the PATH.");
        lock (_gate)
        {
            _server ??= StartAsync();
        }

        await _server;
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is a number of ours.
        command.CommandText = $"CREATE DATABASE {name}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Where a program of PostgreSQL is.</summary>
    public static string ProgramOf(string name) => Path.Combine(Programs!, name);

    /// <summary>Stops the server, if it was started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is null)
        {
            return;
        }

        NpgsqlConnection.ClearAllPools();
        using var server = await _server;

        // Its way to be told to end at once, in good order.
        using (var kill = Process.Start("kill", ["-INT", server.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await server.WaitForExitAsync();
        Directory.Delete(_folder!, recursive: true);
    }

    private static string? Programs { get; } = new[] { Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [], Installed() }
        .SelectMany(folders => folders)
        .FirstOrDefault(folder => Needed.All(program => File.Exists(Path.Combine(folder, program))));

    private static string[] Installed() => Directory.Exists("/usr/lib/postgresql")
        ? [.. Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(folder => Path.Combine(folder, "bin"))]
        : [];

    private string ConnectionString(string database) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username={User};Database={database};Include Error Detail=true");

    private async Task<Process> StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("sre-postgres-").FullName;
        var data = Path.Combine(_folder, "data");
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "nobody", _folder);
        }

        await RunAsync(Unprivileged(Path.Combine(Programs!, "initdb"), "-D", data, "-U", User, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"));
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            _port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var start = Unprivileged(
            Path.Combine(Programs!, "postgres"),
            "-D",
            data,
            "-p",
            _port.ToString(CultureInfo.InvariantCulture),
            "-h",
            "127.0.0.1",
            "-k",
            _folder,
            "-c",
            "max_connections=200");
        start.RedirectStandardError = true;
        var server = Process.Start(start)!;
        server.ErrorDataReceived += (_, _) => { };
        server.BeginErrorReadLine();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return server;
            }
            catch (NpgsqlException) when (attempt < MostAttempts && !server.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    // PostgreSQL refuses to run for root.
    private static ProcessStartInfo Unprivileged(string program, params string[] arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = "/";
        start.RedirectStandardOutput = true;
        return start;
    }

    private static Task RunAsync(string program, params string[] arguments) => RunAsync(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true });

    private static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} failed: {await output}{error}");
        }
    }
}
