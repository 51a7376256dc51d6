using System.Globalization;
using Spectre.Console;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;

namespace SreEvaluator.Cli.Rendering;

/// <summary>An evaluation for people: score, key points, red flags, feedback, and how it came about.</summary>
internal static class EvaluationPage
{
    /// <summary>Everything about an evaluation, key points by id.</summary>
    public static void Write(IAnsiConsole console, EvaluationWithFeedback graded, Reveal reveal)
    {
        var evaluation = graded.Evaluation;
        console.Paragraph($"{evaluation.Question.Topic} ({evaluation.Question.Id})", Page.Title);
        console.Paragraph(evaluation.Question.Asks);
        console.WriteLine();
        Score(console, evaluation.Score);
        if (evaluation.Score.Value is not null)
        {
            console.WriteLine();
            KeyPoints(console, evaluation);
            RedFlags(console, evaluation);
        }

        FeedbackPage.Write(console, graded.Feedback, reveal);
        if (!graded.ReviewReasons.IsEmpty)
        {
            console.Heading("A person should look at this");
            foreach (var reason in graded.ReviewReasons)
            {
                console.Item("•", reason);
            }
        }

        console.WriteLine();
        console.Provenance(evaluation);
    }

    /// <summary>The score and its band on one line.</summary>
    public static void Score(IAnsiConsole console, Score score)
    {
        var band = FormatWord.ForPeople(score.Band);
        console.Paragraph(
            score.Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.#} of 100, {band}") : band, BandStyle.Of(score.Band));
    }

    private static void KeyPoints(IAnsiConsole console, Evaluation evaluation)
    {
        string[][] rows =
        [
            .. evaluation.Verdicts.Select(verdict => (string[])
            [
                CoverageMark.Of(verdict.Coverage),
                verdict.KeyPoint.Id,
                verdict.KeyPoint.Critical ? $"{verdict.KeyPoint.Weight} critical" : $"{verdict.KeyPoint.Weight}",
                verdict.Coverage == Coverage.NotAssessed ? string.Empty : Percent(verdict.Confidence),
            ]),
        ];
        string[] titles = ["verdict", "key point", "weight", "sure", "evidence"];
        var quote = console.Remaining(titles, rows);
        var table = Page.Table(titles);
        foreach (var (verdict, row) in evaluation.Verdicts.Zip(rows))
        {
            var evidence = verdict.Evidence.IsEmpty ? string.Empty : Quotation.Of(verdict.Evidence[0].Quote, quote);
            table.AddRow([new Text(row[0], CoverageMark.StyleOf(verdict.Coverage)), .. row[1..].Append(evidence).Select(cell => new Text(cell))]);
        }

        console.Write(table);
    }

    private static void RedFlags(IAnsiConsole console, Evaluation evaluation)
    {
        if (evaluation.RedFlags.IsEmpty)
        {
            return;
        }

        console.Heading("Red flags");
        foreach (var found in evaluation.RedFlags)
        {
            console.Item("!", $"{found.RedFlag.Id} ({Percent(found.Confidence)} sure): {Quotation.Of(found.Evidence[0].Quote)}", new Style(Color.Red));
        }
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0}%");
}
