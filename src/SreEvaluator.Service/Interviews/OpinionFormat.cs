using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SreEvaluator.Batches.Import;
using SreEvaluator.Reports;

namespace SreEvaluator.Service.Interviews;

/// <summary>A form in which a second opinion can be taken along.</summary>
/// <param name="Ending">The ending of its file, by which it is asked for.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Write">Writes it.</param>
public sealed partial record OpinionFormat(string Ending, string Name, string ContentType, Action<SecondOpinion, TextWriter> Write)
{
    private const int LongestPart = 60;

    private const string Entered = "entered";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<OpinionFormat> All =
    [
        new("html", "HTML", "text/html; charset=utf-8", (opinion, output) => CandidateReportPage.Write(opinion.Report!, output)),
        new("md", "Markdown", "text/markdown; charset=utf-8", (opinion, output) => CandidateReportText.Write(opinion.Report!, output)),
        new("json", "JSON", "application/json", (opinion, output) => output.Write(opinion.Report!.ToJson() + "\n")),
        new("csv", "CSV", "text/csv; charset=utf-8", WriteTable),
    ];

    /// <summary>The file's name: whose it is, what of, and of which day.</summary>
    internal string NameOf(SecondOpinion opinion) => string.Create(
        CultureInfo.InvariantCulture, $"second-opinion-{Plain(opinion.Sheet.Candidate.Name)}-{Plain(opinion.Sheet.Interview.Title)}-{opinion.Report!.At:yyyy-MM-dd}.{Ending}");

    /// <summary>The file.</summary>
    internal byte[] File(SecondOpinion opinion)
    {
        using var text = new StringWriter();
        Write(opinion, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // Letters and digits are safe in names of files everywhere.
    private static string Plain(string text)
    {
        var plain = string.Join('-', Words().Matches(text).Select(word => word.Value));
        return plain.Length > LongestPart ? plain[..LongestPart].TrimEnd('-') : plain;
    }

    [GeneratedRegex("[\\p{L}\\p{M}\\p{Nd}]+")]
    private static partial Regex Words();

    private static void WriteTable(SecondOpinion opinion, TextWriter output)
    {
        var graded = opinion.Parts.Select(part => part.Graded).OfType<GradedAnswer>().ToList();
        using var table = new ResultsCsv(new ResultTable([.. graded.Select(answer => answer.Input.Question)], [Entered]), output);
        graded.ForEach(answer => table.Write(answer with { Input = answer.Input with { Columns = new InputColumns([Entered], [answer.Entered]) } }));
    }
}
