using System.Text;
using CsvHelper;
using SreEvaluator.Grading;
using SreEvaluator.Reports;

namespace SreEvaluator.Batches.Regrades;

/// <summary>Writes answers before and after a change of their rubric as a table, those whose score moved most first.</summary>
public static class RegradeCsv
{
    /// <summary>Writes it. It appears whole or not at all.</summary>
    /// <param name="regraded">The answers.</param>
    /// <param name="path">Where it goes.</param>
    public static Task WriteAsync(IEnumerable<Regraded> regraded, string path)
    {
        ArgumentNullException.ThrowIfNull(regraded);
        return WholeFile.WriteAsync(path, async stream =>
        {
            var output = new StreamWriter(stream, Encoding.UTF8);
            await using var written = output.ConfigureAwait(false);
            Write(regraded, output);
        });
    }

    private static void Write(IEnumerable<Regraded> regraded, TextWriter output)
    {
        using var csv = CsvWriter.Create(output, CsvWriterOptions.Default, leaveOpen: true);
        TableText.WriteRow(csv, "id", "candidate", "question", "score before", "score after", "band before", "band after", "flipped", "decisions carried over", "decisions dropped");
        foreach (var one in regraded.OrderByDescending(one => Math.Abs((one.After.Score ?? 0) - (one.Before.Score ?? 0))).ThenBy(one => one.Before.Input.Answer.Id, StringComparer.Ordinal))
        {
            TableText.WriteRow(
                csv,
                one.Before.Input.Answer.Id,
                one.Before.Input.Candidate,
                one.Before.Input.Question.Id,
                FormattableString.Invariant($"{one.Before.Score}"),
                FormattableString.Invariant($"{one.After.Score}"),
                FormatWord.Of(one.Before.Band),
                FormatWord.Of(one.After.Band),
                string.Join("; ", one.Flipped),
                FormattableString.Invariant($"{one.CarriedOver}"),
                FormattableString.Invariant($"{one.Dropped}"));
        }
    }
}
