using Spectre.Console;
using SreEvaluator.Batches;

namespace SreEvaluator.Cli.Batches;

/// <summary>Shows how far a batch is: a bar on a terminal, elsewhere a line on standard error now and then.</summary>
internal static class ShownProgress
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>Does the work and shows it.</summary>
    public static async Task<T> WhileAsync<T>(Shell shell, Func<IProgress<BatchProgress>, Task<T>> work)
    {
        if (!shell.IsInteractive)
        {
            return await work(new Seldom(shell.Time, BetweenLines, text => shell.Error.WriteLine($"Grading: {text}")));
        }

        return await shell.Console.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(context =>
            {
                var task = context.AddTask("Grading");
                return work(new Seldom(shell.Time, BetweenLooks, text => task.Description = Markup.Escape(text), progress =>
                {
                    task.MaxValue = Math.Max(1, progress.Total);
                    task.Value = progress.Done;
                }));
            });
    }

    private sealed class Seldom(TimeProvider time, TimeSpan between, Action<string> tell, Action<BatchProgress>? each = null) : IProgress<BatchProgress>
    {
        private readonly Lock _gate = new();
        private readonly ProgressText _text = new(time);
        private long _last = time.GetTimestamp();

        public void Report(BatchProgress value)
        {
            lock (_gate)
            {
                each?.Invoke(value);
                if (time.GetElapsedTime(_last) >= between)
                {
                    _last = time.GetTimestamp();
                    tell(_text.Of(value));
                }
            }
        }
    }
}
