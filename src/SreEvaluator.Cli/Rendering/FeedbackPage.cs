using System.Globalization;
using Spectre.Console;
using SreEvaluator.Feedback;

namespace SreEvaluator.Cli.Rendering;

/// <summary>What a candidate reads.</summary>
internal static class FeedbackPage
{
    public static void Write(IAnsiConsole console, CandidateFeedback feedback, Reveal reveal)
    {
        console.WriteLine();
        console.Paragraph(feedback.Summary);
        if (!feedback.Strengths.IsEmpty)
        {
            console.Heading("What is there, in your words");
            foreach (var strength in feedback.Strengths)
            {
                console.Item("✓", strength.Text, new Style(Color.Green));
            }
        }

        Gaps(console, feedback, reveal);
        if (!feedback.Cautions.IsEmpty)
        {
            console.Heading("Worth a second thought");
            foreach (var caution in feedback.Cautions)
            {
                console.Item("!", caution.Text, new Style(Color.Yellow));
            }
        }

        if (feedback.NextQuestion is { } next)
        {
            console.Heading("Next question");
            console.Paragraph(next);
        }
    }

    /// <summary>What is missing, the most valuable first.</summary>
    public static void Gaps(IAnsiConsole console, CandidateFeedback feedback, Reveal reveal)
    {
        if (!feedback.Gaps.IsEmpty)
        {
            console.Heading(feedback.Gaps.Length == 1 ? "What would make it better" : "What would make it better, the most valuable first");
            foreach (var (index, gap) in feedback.Gaps.Index())
            {
                console.Item(string.Create(CultureInfo.InvariantCulture, $"{index + 1,2}."), GapText(gap, reveal));
            }
        }
    }

    private static string GapText(Gap gap, Reveal reveal)
    {
        var critical = gap.KeyPoint.Critical ? "Critical. " : string.Empty;
        var touched = gap.Touched is { } words ? $"\nYou touch on it: {words}" : string.Empty;
        var statement = reveal == Reveal.Statements ? $"\nThe point: {gap.KeyPoint.Statement}" : string.Empty;
        return $"{critical}{gap.KeyPoint.Hint}{touched}{statement}\n{gap.KeyPoint.Advice}";
    }
}
