using System.Diagnostics;
using System.Globalization;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Robustness;

/// <summary>The real program in a process of its own, which can be killed.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _lines = [];

    private ServiceProcess(Process process) => _process = process;

    /// <summary>What it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>The name by which the database knows the worker; null before it has started.</summary>
    public string? Worker { get; private set; }

    public bool HasExited => _process.HasExited;

    public static ServiceProcess Start(StorageOptions storage, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "exec",
                Path.Combine(AppContext.BaseDirectory, "sre-evaluator-service.dll"),
                "--urls",
                "http://127.0.0.1:0",
                $"--Storage:Provider={storage.Provider}",
                $"--Storage:ConnectionString={storage.ConnectionString}",
                "--Worker:Concurrency=4",
                "--Worker:ShardSize=20",
            },
        };
        foreach (var setting in settings)
        {
            start.ArgumentList.Add($"--{setting}");
        }

        var service = new ServiceProcess(Process.Start(start)!);
        service._process.OutputDataReceived += (_, line) => service.Hear(line.Data);
        service._process.ErrorDataReceived += (_, line) => service.Hear(line.Data);
        service._process.BeginOutputReadLine();
        service._process.BeginErrorReadLine();
        return service;
    }

    /// <summary>Returns when its worker has started.</summary>
    public Task StartedAsync() => _started.Task.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

    /// <summary>SIGKILL: it does not hear of it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            _started.TrySetException(new InvalidOperationException($"It ended before it had started:\n{Output}"));
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
        }

        if (line.Split("Worker ", 2) is [_, var said] && said.Split(" started on ", 2) is [var worker, _])
        {
            Worker = $"worker:{worker}";
            _started.TrySetResult();
        }
    }
}
