using System.Globalization;
using Spectre.Console;

namespace SreEvaluator.Cli;

/// <summary>Long work with its progress: a bar on a terminal, now and then a line on standard error elsewhere.</summary>
internal static class Work
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Does work that is counted.</summary>
    /// <param name="shell">The shell.</param>
    /// <param name="title">What is done, such as <c>Grading</c>.</param>
    /// <param name="total">How many steps there are.</param>
    /// <param name="work">Does it, and calls what it is given after each step, from any thread.</param>
    public static Task CountedAsync(Shell shell, string title, int total, Func<Action, Task> work) => shell.IsInteractive
        ? shell.Console.Progress().StartAsync(context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: total);
            return work(() => task.Increment(1));
        })
        : InLinesAsync(shell, title, total, work);

    /// <summary>Does work that says itself how far it is, in words.</summary>
    public static async Task<T> ToldAsync<T>(Shell shell, string title, Func<IProgress<string>, T> work) => shell.IsInteractive
        ? await shell.Console.Status().StartAsync(
            $"{Markup.Escape(title)}…",
            context => Task.Run(() => work(new Told(said => context.Status($"{Markup.Escape(title)}: {Markup.Escape(said)}")))))
        : await Task.Run(() => work(new Told(said => shell.Error.WriteLine($"{title}: {said}"))));

    private static async Task InLinesAsync(Shell shell, string title, int total, Func<Action, Task> work)
    {
        var done = 0;
        var last = shell.Time.GetTimestamp();
        var gate = new Lock();
        await work(() =>
        {
            lock (gate)
            {
                done++;
                if (done < total && shell.Time.GetElapsedTime(last) >= BetweenLines)
                {
                    last = shell.Time.GetTimestamp();
                    shell.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {done} of {total}"));
                }
            }
        });
    }

    // The framework's own Progress<T> hands over to the thread pool, and lines would come late or not at all.
    private sealed class Told(Action<string> tell) : IProgress<string>
    {
        private readonly Lock _gate = new();

        public void Report(string value)
        {
            lock (_gate)
            {
                tell(value);
            }
        }
    }
}
