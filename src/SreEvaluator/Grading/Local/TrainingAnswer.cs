namespace SreEvaluator.Grading.Local;

/// <summary>A labelled answer with what the model sees of it.</summary>
/// <param name="Labelled">The answer and its labels.</param>
/// <param name="Scan">What the model sees; at least one sentence.</param>
internal sealed record TrainingAnswer(LabelledAnswer Labelled, AnswerScan Scan)
{
    /// <summary>The least share of the shorter of a quote and a sentence by which they overlap where the sentence makes the point.</summary>
    private const double LeastOverlap = 0.4;

    /// <summary>The label of a key point.</summary>
    /// <param name="point">The key point's place.</param>
    public Coverage LabelOf(int point) => Labelled.CoverageOf(Scan.Index.Question.KeyPoints[point].Id);

    /// <summary>The places of the key points that there is something to learn of: all but those that whoever labelled did not assess.</summary>
    public IEnumerable<int> LabelledPoints => Enumerable.Range(0, Scan.Points).Where(point => LabelOf(point) != Coverage.NotAssessed);

    /// <summary>The rows of the first step, sentences within key points: a sentence makes a point where the labelled quote lies in it.</summary>
    public IEnumerable<TrainingRow> SentenceRows(bool withQuotes)
    {
        foreach (var point in LabelledPoints)
        {
            var quote = QuoteOf(point);
            var nearest = NearestTo(point);
            for (var sentence = 0; sentence < Scan.Sentences.Count; sentence++)
            {
                // Where a credited label names no quote, the nearest sentence is the one, or any other.
                var isCredited = LabelOf(point) is Coverage.Covered or Coverage.Partial;
                if (isCredited && quote is null && sentence != nearest)
                {
                    continue;
                }

                var makes = isCredited && (quote is null || Overlaps(Scan.Sentences[sentence], quote));
                yield return new TrainingRow([.. Scan[point, sentence].Values(withQuotes)], makes);
            }
        }
    }

    /// <summary>The rows of the second step, one for each key point.</summary>
    public IEnumerable<TrainingRow> AnswerRows(float[] probabilities, bool withQuotes)
    {
        foreach (var point in LabelledPoints)
        {
            var row = new float[AnswerRow.SizeOf(withQuotes)];
            AnswerRow.Write(Scan, point, probabilities, withQuotes, row);
            yield return new TrainingRow(row, LabelOf(point) is Coverage.Covered or Coverage.Partial, LabelOf(point) == Coverage.Covered)
            {
                Pairs = withQuotes ? null : Scan.Pairs(point).ByPlace(),
            };
        }
    }

    private int NearestTo(int point) => Enumerable.Range(0, Scan.Sentences.Count).MaxBy(sentence =>
    {
        var row = Scan[point, sentence];
        return row[SentenceFeature.CuesFired] + row[SentenceFeature.RawRecall] + row[SentenceFeature.RubricCharacters];
    });

    private Evidence? QuoteOf(int point) => LabelOf(point) is Coverage.Covered or Coverage.Partial
        ? Evidence.Find(Labelled.Answer, Labelled.Labels[Scan.Index.Question.KeyPoints[point].Id].Evidence)
        : null;

    private static bool Overlaps(Sentence sentence, Evidence quote)
    {
        var overlap = Math.Min(sentence.End, quote.Start + quote.Length) - Math.Max(sentence.Start, quote.Start);
        return overlap > 0 && overlap >= LeastOverlap * Math.Min(sentence.Length, quote.Length);
    }
}
