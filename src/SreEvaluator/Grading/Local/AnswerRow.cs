namespace SreEvaluator.Grading.Local;

/// <summary>Sums up a key point over all sentences of an answer: the features by which its coverage is told.</summary>
internal static class AnswerRow
{
    private const int Largest = 3;

    /// <summary>The sum of the probabilities; sentences that fire, words, sentences; the other points' mean and the rival.</summary>
    private const int Others = 6;

    private static readonly SentenceFeature[] Strongest =
    [
        SentenceFeature.CuesFired, SentenceFeature.GroupShare, SentenceFeature.StatementRecall, SentenceFeature.RawRecall, SentenceFeature.NovelRecall,
        SentenceFeature.PairRecall, SentenceFeature.CharacterRecall, SentenceFeature.ExemplarRecall, SentenceFeature.ExemplarCosine,
        SentenceFeature.RubricCharacters, SentenceFeature.RubricMargin, SentenceFeature.FiresDenied,
        SentenceFeature.CueGroups, SentenceFeature.CueWeight, SentenceFeature.CueMost, SentenceFeature.CueMargin,
        SentenceFeature.Telling, SentenceFeature.TellingMost, SentenceFeature.TellingMargin,
    ];

    private static readonly SentenceFeature[] StrongestWithQuotes =
    [
        .. Strongest,
        SentenceFeature.CoveredQuote, SentenceFeature.PartialQuote, SentenceFeature.QuoteMean, SentenceFeature.QuoteCharacters,
        SentenceFeature.QuoteMargin, SentenceFeature.QuoteCharacterMargin,
        SentenceFeature.QuoteTelling, SentenceFeature.QuoteTellingMost, SentenceFeature.QuoteTellingMargin,
    ];

    /// <summary>How many features a row has.</summary>
    /// <param name="withQuotes">Whether the features of labelled quotes belong to it.</param>
    public static int SizeOf(bool withQuotes) =>
        Largest + Others + AnswerScan.WholeSize + (withQuotes ? FeatureRow.Size + StrongestWithQuotes.Length : FeatureRow.SizeWithoutQuotes + Strongest.Length);

    /// <summary>Writes the row of a key point.</summary>
    /// <param name="scan">The answer, with at least one sentence.</param>
    /// <param name="point">The key point's place.</param>
    /// <param name="probabilities">How probably each sentence makes each key point: sentences within key points.</param>
    /// <param name="withQuotes">Whether the features of labelled quotes belong to it.</param>
    /// <param name="row">Gets the row; of <see cref="SizeOf"/>.</param>
    public static void Write(AnswerScan scan, int point, ReadOnlySpan<float> probabilities, bool withQuotes, Span<float> row)
    {
        var count = scan.Sentences.Count;
        var own = probabilities.Slice(point * count, count);
        var best = BestOf(own);
        var top = row[..Largest];
        top.Clear();
        float sum = 0;
        float fired = 0;
        float words = 0;
        for (var sentence = 0; sentence < count; sentence++)
        {
            Descending.Insert(top, own[sentence]);
            sum += own[sentence];
            fired += scan[point, sentence][SentenceFeature.CuesFired] > 0 ? 1 : 0;
            words += scan.Sentences[sentence].Words.Length;
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

        ReadOnlySpan<float> rest = [sum, fired, words, count, others / Math.Max(1, scan.Points - 1), rival];
        rest.CopyTo(row[Largest..]);
        var values = scan[point, best].Values(withQuotes);
        var place = Largest + Others;
        for (var kind = 0; kind < AnswerScan.WholeSize; kind++)
        {
            row[place++] = scan.Whole(point, kind);
        }

        values.CopyTo(row[place..]);
        place += values.Length;
        foreach (var feature in withQuotes ? StrongestWithQuotes : Strongest)
        {
            var most = scan[point, 0][feature];
            for (var sentence = 1; sentence < count; sentence++)
            {
                most = Math.Max(most, scan[point, sentence][feature]);
            }

            row[place++] = most;
        }
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
