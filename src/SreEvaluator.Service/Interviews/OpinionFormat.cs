using System.Text;
using SreEvaluator.Reports;

namespace SreEvaluator.Service.Interviews;

/// <summary>A form in which a second opinion can be taken along.</summary>
/// <param name="Ending">The ending of its file, by which it is asked for.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Write">Writes it.</param>
public sealed record OpinionFormat(string Ending, string Name, string ContentType, Action<SecondOpinion, TextWriter> Write)
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<OpinionFormat> All =
    [
        new("html", "HTML", "text/html; charset=utf-8", (opinion, output) => CandidateReportPage.Write(opinion.Report!, output)),
        new("md", "Markdown", "text/markdown; charset=utf-8", (opinion, output) => CandidateReportText.Write(opinion.Report!, output)),
        new("json", "JSON", "application/json", (opinion, output) => output.Write(opinion.Report!.ToJson() + "\n")),
        new("csv", "CSV", "text/csv; charset=utf-8", WriteTable),
    ];

    /// <summary>The file.</summary>
    internal byte[] File(SecondOpinion opinion)
    {
        using var text = new StringWriter();
        Write(opinion, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteTable(SecondOpinion opinion, TextWriter output)
    {
        var graded = opinion.Parts.Select(part => part.Graded).OfType<GradedAnswer>().ToList();
        using var table = new ResultsCsv(new ResultTable([.. graded.Select(answer => answer.Input.Question)], []), output);
        graded.ForEach(table.Write);
    }
}
