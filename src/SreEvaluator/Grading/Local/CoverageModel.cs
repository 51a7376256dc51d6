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
    /// <summary>The findings for the key points of an answer, in the order of its question.</summary>
    /// <param name="scan">The answer, with at least one sentence.</param>
    public PointFinding[] Find(AnswerScan scan) => Find(Answers, scan, SentenceProbabilities(Sentences, scan, WithQuotes), WithQuotes);

    /// <summary>How probably each sentence of an answer makes each key point: sentences within key points.</summary>
    public static float[] SentenceProbabilities(Scorer sentences, AnswerScan scan, bool withQuotes)
    {
        var probabilities = new float[scan.Points * scan.Sentences.Count];
        for (var point = 0; point < scan.Points; point++)
        {
            for (var sentence = 0; sentence < scan.Sentences.Count; sentence++)
            {
                var row = scan[point, sentence];
                probabilities[(point * scan.Sentences.Count) + sentence] = row.OnlyDenies ? 0 : sentences.Score(row.Values(withQuotes), pairs: default).First;
            }
        }

        return probabilities;
    }

    /// <summary>The findings for the key points of an answer from what the first step said of its sentences.</summary>
    public static PointFinding[] Find(Scorer answers, AnswerScan scan, float[] probabilities, bool withQuotes)
    {
        var findings = new PointFinding[scan.Points];
        var count = scan.Sentences.Count;
        Span<float> row = stackalloc float[AnswerRow.SizeOf(withQuotes)];
        for (var point = 0; point < findings.Length; point++)
        {
            AnswerRow.Write(scan, point, probabilities, withQuotes, row);
            var (credit, covered) = answers.Score(row, withQuotes ? default : scan.Pairs(point));
            findings[point] = new PointFinding(credit, Math.Min(credit, covered), AnswerRow.BestOf(probabilities.AsSpan(point * count, count)));
        }

        return findings;
    }
}
