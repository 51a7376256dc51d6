using System.Globalization;
using System.Text;
using SreEvaluator.Grading;

namespace SreEvaluator.Reports;

/// <summary>Writes the report on a candidate as Markdown.</summary>
public static class CandidateReportText
{
    private const string Marks = "\\`*_[]#|<>~&";

    private const int MostDigits = 10;

    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(CandidateReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        Line($"# Second opinion: {Safe(report.Candidate)}\n");
        Line($"> {report.Notice}\n");
        Line(string.Create(CultureInfo.InvariantCulture, $"Written on {report.At:yyyy-MM-dd HH:mm zzz}. Mean score: {Number(report.MeanScore)} of 100.\n"));
        foreach (var scenario in report.Scenarios)
        {
            Line($"## {scenario.Question}: {Number(scenario.Score)}, {Words(scenario.Band)}\n");
            Line($"{Safe(scenario.Asks)}\n");
            if (scenario.Entered.Length > 0)
            {
                Line($"{Safe(scenario.Entered)}\n");
            }

            Line($"{Coverage(scenario)}\n");
            List("Strongest, in their words", scenario.Strongest.Select(Point));
            List("Gaps, the heaviest first", scenario.Gaps.Select(Point));
            List("Misconceptions", scenario.RedFlags.Select(Point));
            List("Doubts", scenario.Doubts.Select(Safe));
            List("What to probe next", scenario.ToProbe.Select(Safe));
            List("Decided by people", scenario.Decided.Select(Safe));
            if (scenario.Interviewer is { } marks)
            {
                Line($"### Your own marks\n\n{Compared(marks)}\n");
                foreach (var (keyPoint, interviewer, here) in marks.Points)
                {
                    Line($"- {keyPoint}: you {interviewer}, here {here}");
                }

                Line(string.Empty);
            }
        }

        List("Where this comes from", report.Scenarios.Select(scenario => Safe(Provenance(scenario))), level: 2);

        void Line(string text) => output.Write(text + "\n");

        void List(string title, IEnumerable<string> lines, int level = 3)
        {
            var all = lines.ToList();
            if (all.Count > 0)
            {
                Line($"{new string('#', level)} {title}\n\n{string.Join('\n', all.Select(line => $"- {line}"))}\n");
            }
        }
    }

    /// <summary>How much of the question is covered, in a sentence.</summary>
    internal static string Coverage(ScenarioOpinion scenario)
    {
        var notAssessed = scenario.NotAssessed == 0 ? string.Empty : $", {scenario.NotAssessed} not assessed";
        var machine = scenario.MachineScore == scenario.Score ? string.Empty : $" The machine's own score was {Number(scenario.MachineScore)}.";
        return $"{scenario.Covered} key points covered, {scenario.Partial} partial, {scenario.Missing} missing{notAssessed}.{machine}";
    }

    /// <summary>How far the interviewer and the report are apart.</summary>
    internal static string Compared(MarksCompared marks)
    {
        var points = marks.Points.Length + marks.Agreed == 0 ? string.Empty : $"You agree on {marks.Agreed} of {marks.Points.Length + marks.Agreed} key points that you marked. ";
        var blind = marks.Blind switch
        {
            true => "You marked before you saw what is said here. ",
            false => "You marked when you could see what is said here. ",
            null => string.Empty,
        };
        return blind + points + (marks.Score is null
            ? "No score of yours to compare."
            : string.Create(CultureInfo.InvariantCulture, $"Your score: {marks.Score:0.0}.") + (marks.Difference is { } difference
                ? string.Create(CultureInfo.InvariantCulture, $" This report's is {Math.Abs(difference):0.0} points {(difference < 0 ? "lower" : "higher")}.")
                : string.Empty));
    }

    /// <summary>A point with its weight.</summary>
    internal static string Named(OpinionPoint point) => point.Weight == 0
        ? point.Statement
        : $"{point.Statement} ({point.Verdict}, weight {point.Weight}{(point.Critical ? ", critical" : string.Empty)})";

    /// <summary>Where an evaluation comes from, in a line.</summary>
    internal static string Provenance(ScenarioOpinion scenario)
    {
        var provenance = scenario.Provenance;
        var by = scenario.Grader == GraderKind.Local ? $"the local grader {provenance.ModelVersion}" : provenance.ModelVersion ?? provenance.Model;
        var degraded = scenario.Degraded.Length == 0 ? string.Empty : $" Degraded: {scenario.Degraded}.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{scenario.Question}, answer {scenario.AnswerId}: graded by {by} on {provenance.At:yyyy-MM-dd HH:mm zzz}, rubric {provenance.RubricVersion} ({provenance.RubricHash[..12]}).{degraded}");
    }

    /// <summary>A band in words.</summary>
    internal static string Words(Band band) => FormatWord.ForPeople(band);

    private static string Point(OpinionPoint point) => point.Quote.Length == 0 ? Safe(Named(point)) : $"{Safe(Named(point))}\n  > {Safe(MarkedText.Shown(point.Quote)).ReplaceLineEndings(" ")}";

    private static string Number(double? score) => score?.ToString("0.0", CultureInfo.InvariantCulture) ?? "no score";

    // What strangers wrote is text, and no Markdown.
    private static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var (index, letter) in text.Index())
        {
            // At the beginning these make a list.
            if (Marks.Contains(letter, StringComparison.Ordinal) || (index == 0 && letter is '-' or '+') || (letter == '.' && index < MostDigits && text[..index].All(char.IsAsciiDigit)))
            {
                safe.Append('\\');
            }

            safe.Append(letter);
        }

        return safe.ToString();
    }
}
