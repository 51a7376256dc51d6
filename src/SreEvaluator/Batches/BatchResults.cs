using System.Collections.Immutable;
using System.Text;
using SreEvaluator.Reports;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Batches;

/// <summary>Writes the results of a batch from its answers, evaluations and overrides, in the order of the input.</summary>
internal sealed class BatchResults(BatchFolder folder, GradedBatch batch, ImmutableArray<Question> questions, ImmutableArray<string> columns, TimeProvider time)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes results.csv, results.xlsx and report.html. Each appears whole, in the place of what was there.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var table = new ResultTable(questions, columns);
        var report = new BatchReport(table.Questions);
        await WholeFile.WriteAsync(folder.ResultsCsv, async stream =>
        {
            // Excel takes a CSV file without the mark for one in its own code page.
            var writer = new StreamWriter(stream, Encoding.UTF8);
            await using var written = writer.ConfigureAwait(false);
            using var csv = new ResultsCsv(table, writer);
            await foreach (var answer in batch.AnswersAsync(cancellationToken).ConfigureAwait(false))
            {
                csv.Write(answer);
                report.Add(answer);
            }
        }).ConfigureAwait(false);
        await WholeFile.WriteAsync(folder.ResultsXlsx, stream => ResultsXlsx.WriteAsync(table, batch.AnswersAsync(cancellationToken), stream, cancellationToken)).ConfigureAwait(false);
        await WholeFile.WriteAsync(folder.Report, async stream =>
        {
            var writer = new StreamWriter(stream, Utf8);
            await using var written = writer.ConfigureAwait(false);
            BatchReportPage.Write(report, time.GetUtcNow(), writer);
        }).ConfigureAwait(false);
    }
}
