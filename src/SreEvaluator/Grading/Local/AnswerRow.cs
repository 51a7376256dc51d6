namespace SreEvaluator.Grading.Local;

/// <summary>Sums up a key point over all sentences of an answer: the features by which its coverage is told.</summary>
internal static class AnswerRow
{
    private static readonly SentenceFeature[] Strongest =
    [
        SentenceFeature.CuesFired, SentenceFeature.GroupShare, SentenceFeature.StatementRecall, SentenceFeature.ExemplarCosine,
        SentenceFeature.RubricCharacters, SentenceFeature.RubricMargin, SentenceFeature.FiresDenied,
    ];

    private static readonly SentenceFeature[] StrongestQuotes =
    [
        SentenceFeature.CoveredQuote, SentenceFeature.PartialQuote, SentenceFeature.QuoteMean, SentenceFeature.QuoteCharacters,
        SentenceFeature.QuoteMargin, SentenceFeature.QuoteCharacterMargin,
    ];

    /// <summary>The row of a key point.</summary>
    /// <param name="scan">The answer, with at least one sentence.</param>
    /// <param name="point">The key point's place.</param>
    /// <param name="probabilities">How probably each sentence makes each key point: sentences within key points.</param>
    /// <param name="withQuotes">Whether the features of labelled quotes belong to it.</param>
    public static float[] Of(AnswerScan scan, int point, ReadOnlySpan<float> probabilities, bool withQuotes)
    {
        var count = scan.Sentences.Count;
        var own = probabilities.Slice(point * count, count);
        var best = BestOf(own);
        Span<float> top = [0, 0, 0];
        float sum = 0;
        float fired = 0;
        float words = 0;
        for (var sentence = 0; sentence < count; sentence++)
        {
            sum += own[sentence];
            fired += scan[point, sentence][SentenceFeature.CuesFired] > 0 ? 1 : 0;
            words += scan.Sentences[sentence].Words.Length;
            var value = own[sentence];
            for (var i = 0; i < top.Length; i++)
            {
                if (value > top[i])
                {
                    (top[i], value) = (value, top[i]);
                }
            }
        }

        // How the answer fares otherwise, and whether its best sentence makes another point instead.
        float others = 0;
        float rival = 0;
        for (var other = 0; other < scan.Points; other++)
        {
            if (other != point)
            {
                var theirs = probabilities.Slice(other * count, count);
                others += theirs[BestOf(theirs)];
                rival = Math.Max(rival, theirs[best]);
            }
        }

        var row = new List<float>(64);
        row.AddRange(top);
        row.Add(sum);
        row.AddRange(scan[point, best].Values.AsSpan(0, withQuotes ? FeatureRow.Size : FeatureRow.SizeWithoutQuotes));
        foreach (var feature in withQuotes ? Strongest.Concat(StrongestQuotes) : Strongest)
        {
            var most = scan[point, 0][feature];
            for (var sentence = 1; sentence < count; sentence++)
            {
                most = Math.Max(most, scan[point, sentence][feature]);
            }

            row.Add(most);
        }

        row.Add(fired);
        row.Add(words);
        row.Add(count);
        row.Add(others / Math.Max(1, scan.Points - 1));
        row.Add(rival);
        return [.. row];
    }

    /// <summary>The place of the largest probability; the first where several are.</summary>
    public static int BestOf(ReadOnlySpan<float> probabilities)
    {
        var best = 0;
        for (var i = 1; i < probabilities.Length; i++)
        {
            if (probabilities[i] > probabilities[best])
            {
                best = i;
            }
        }

        return best;
    }
}
