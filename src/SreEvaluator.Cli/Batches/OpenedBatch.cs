using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SreEvaluator.Batches;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli.Batches;

/// <summary>A batch that a command works on, held until it is done.</summary>
internal sealed class OpenedBatch : IDisposable
{
    private readonly IHost _host;
    private readonly IDisposable _held;

    private OpenedBatch(IHost host, IDisposable held, GradedBatch graded, BatchFolder folder)
    {
        _host = host;
        _held = held;
        Graded = graded;
        Folder = folder;
    }

    public GradedBatch Graded { get; }

    public BatchFolder Folder { get; }

    public IServiceProvider Services => _host.Services;

    public ScoringRules Rules => Services.GetRequiredService<ScoringRules>();

    /// <summary>The argument that names its folder.</summary>
    public static Argument<string> Argument() => new("folder") { Description = "The folder of a batch." };

    /// <summary>Opens the batch of a folder.</summary>
    /// <exception cref="InputException">It is no folder of a batch, another process works in it, or a file of it can't be read.</exception>
    public static OpenedBatch Of(Shell shell, ParseResult parsed, string path, string? rubrics)
    {
        var host = CommandHost.For(shell, parsed, ("Grading:Rubrics", rubrics));
        IDisposable? held = null;
        try
        {
            var folder = new BatchFolder(path);
            var stored = new StoredBatch(folder, host.Services.GetRequiredService<RubricLibrary>());
            held = folder.Hold();
            var graded = GradedBatch.Open(
                folder, stored, host.Services.GetRequiredService<ScoringRules>(), host.Services.GetRequiredService<IOptions<ReviewOptions>>().Value, shell.Time);
            return new OpenedBatch(host, held, graded, folder);
        }
        catch
        {
            held?.Dispose();
            host.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Graded.Dispose();
        _held.Dispose();
        _host.Dispose();
    }
}
