using System.Globalization;
using Spectre.Console;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;

namespace SreEvaluator.Cli.Rendering;

/// <summary>An evaluation for people: score, key points, red flags, feedback, and how it came about.</summary>
internal static class EvaluationPage
{
    /// <summary>Everything about an evaluation, key points by id.</summary>
    public static void Write(IAnsiConsole console, Evaluation evaluation, CandidateFeedback feedback, IReadOnlyList<string> reviewReasons, Reveal reveal)
    {
        Header(console, evaluation);
        console.WriteLine();
        KeyPoints(console, evaluation);
        RedFlags(console, evaluation);
        FeedbackPage.Write(console, feedback, reveal);
        if (reviewReasons.Count > 0)
        {
            console.Heading("A person should look at this");
            foreach (var reason in reviewReasons)
            {
                console.Item("•", reason);
            }
        }

        console.WriteLine();
        ProvenanceLine.Write(console, evaluation);
    }

    /// <summary>The question, the score and the band.</summary>
    public static void Header(IAnsiConsole console, Evaluation evaluation)
    {
        console.Paragraph($"{evaluation.Question.Topic} ({evaluation.Question.Id})", new Style(decoration: Decoration.Bold));
        console.Paragraph(evaluation.Question.Asks);
        console.WriteLine();
        var band = BandStyle.NameOf(evaluation.Score.Band);
        console.Paragraph(
            evaluation.Score.Value is { } score ? string.Create(CultureInfo.InvariantCulture, $"{score:0.#} of 100, {band}") : band,
            BandStyle.Of(evaluation.Score.Band));
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
