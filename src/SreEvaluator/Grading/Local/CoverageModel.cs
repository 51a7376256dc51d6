namespace SreEvaluator.Grading.Local;

/// <summary>
/// Tells the coverage of key points in two steps: how probably each sentence makes each point, and from that with everything else of the answer
/// how far the answer does.
/// </summary>
/// <param name="Sentences">The first step: one class, the sentence makes the point.</param>
/// <param name="Answers">The second step: the answer has credit for the point; the answer covers it.</param>
/// <param name="Rule">What the probabilities stand for.</param>
/// <param name="WithQuotes">Whether it was trained with labelled quotes of the questions that it grades.</param>
internal sealed record CoverageModel(Scorer Sentences, Scorer Answers, VerdictRule Rule, bool WithQuotes)
{
    /// <summary>Does what the first call would do once for all.</summary>
    public void GetReady()
    {
        Sentences.Score([]);
        Answers.Score([]);
    }

    /// <summary>The findings for the key points of answers, each in the order of its question.</summary>
    /// <param name="scans">The answers, each with at least one sentence.</param>
    public PointFinding[][] Find(IReadOnlyList<AnswerScan> scans)
    {
        var probabilities = SentenceProbabilities(Sentences, scans, WithQuotes);
        var rows = new List<float[]>();
        for (var i = 0; i < scans.Count; i++)
        {
            rows.AddRange(RowsOf(scans[i], probabilities[i], WithQuotes));
        }

        var scores = Answers.Score(rows);
        var next = 0;
        return [.. scans.Select((scan, i) => FindingsOf(scan, probabilities[i], scores.AsSpan(Advance(ref next, scan.Points), scan.Points)))];
    }

    /// <summary>How probably each sentence of each answer makes each key point: sentences within key points.</summary>
    public static float[][] SentenceProbabilities(Scorer sentences, IReadOnlyList<AnswerScan> scans, bool withQuotes)
    {
        var rows = scans.SelectMany(scan => scan.Rows).ToList();
        var scores = sentences.Score(rows.ConvertAll(row => Cut(row, withQuotes)));
        var next = 0;
        return [.. scans.Select(scan => Enumerable.Range(Advance(ref next, scan.Rows.Count), scan.Rows.Count)
            .Select(place => rows[place].OnlyDenies ? 0 : scores[place].First)
            .ToArray())];
    }

    /// <summary>The rows of the second step for an answer, one for each key point.</summary>
    public static IEnumerable<float[]> RowsOf(AnswerScan scan, float[] probabilities, bool withQuotes) =>
        Enumerable.Range(0, scan.Points).Select(point => AnswerRow.Of(scan, point, probabilities, withQuotes));

    /// <summary>The findings for an answer from the scores of its rows.</summary>
    public static PointFinding[] FindingsOf(AnswerScan scan, float[] probabilities, ReadOnlySpan<(float Credit, float Covered)> scores)
    {
        var findings = new PointFinding[scan.Points];
        var count = scan.Sentences.Count;
        for (var point = 0; point < findings.Length; point++)
        {
            var (credit, covered) = scores[point];
            findings[point] = new PointFinding(credit, Math.Min(credit, covered), AnswerRow.BestOf(probabilities.AsSpan(point * count, count)));
        }

        return findings;
    }

    /// <summary>The features of a row that the first step takes.</summary>
    public static float[] Cut(FeatureRow row, bool withQuotes) => withQuotes ? row.Values : row.Values[..FeatureRow.SizeWithoutQuotes];

    private static int Advance(ref int next, int by) => (next += by) - by;
}
