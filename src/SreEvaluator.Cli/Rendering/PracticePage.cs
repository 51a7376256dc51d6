using System.Globalization;
using Spectre.Console;
using SreEvaluator.Cli.Practice;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reports;

namespace SreEvaluator.Cli.Rendering;

/// <summary>What is shown of attempts.</summary>
internal static class PracticePage
{
    /// <summary>One attempt: the score, what changed, the feedback.</summary>
    public static void Write(IAnsiConsole console, EvaluationWithFeedback graded, Practised practised, Reveal reveal)
    {
        console.WriteLine();
        EvaluationPage.Score(console, graded.Evaluation.Score);
        if (practised.Change is { } change)
        {
            Change(console, change);
        }

        FeedbackPage.Write(console, graded.Feedback, reveal);
        console.WriteLine();
        console.Provenance(graded.Evaluation);
        console.Paragraph($"Saved in {practised.SavedIn}", Page.Quiet);
    }

    /// <summary>A line for each attempt, the latest last.</summary>
    public static void History(IAnsiConsole console, IReadOnlyList<Attempt> attempts, TimeZoneInfo zone)
    {
        var table = Page.Table("when", "question", "score", "band", "change");
        var last = new Dictionary<string, double?>(StringComparer.Ordinal);
        foreach (var attempt in attempts)
        {
            var score = attempt.Evaluation.Score;
            var change = last.TryGetValue(attempt.Question, out var before) && score - before is { } difference ? Signed(difference) : string.Empty;
            last[attempt.Question] = score;
            table.AddRow(
                new Text(TimeZoneInfo.ConvertTime(attempt.At, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
                new Text(attempt.Question),
                new Text(score?.ToString("0.#", CultureInfo.InvariantCulture) ?? "-"),
                new Text(FormatWord.ForPeople(attempt.Evaluation.Band), BandStyle.Of(attempt.Evaluation.Band)),
                new Text(change));
        }

        console.Write(table);
    }

    private static void Change(IAnsiConsole console, EvaluationChange change)
    {
        if (change.Score is { } score)
        {
            console.Paragraph(score == 0 ? "The same score as in your last attempt." : $"{Signed(score)} since your last attempt.");
        }

        foreach (var gained in change.Gained)
        {
            console.Item("+", Text(gained), new Style(Color.Green));
        }

        foreach (var lost in change.Lost)
        {
            console.Item("-", Text(lost), new Style(Color.Red));
        }
    }

    private static string Text(VerdictChange change) => $"{change.KeyPoint}: {Name(change.Before)} before, {Name(change.After)} now";

    private static string Name(Coverage coverage) => coverage.ToString().ToLowerInvariant();

    private static string Signed(double difference) => difference.ToString("+0.#;-0.#;0", CultureInfo.InvariantCulture);
}
