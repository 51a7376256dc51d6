using System.Collections.Frozen;
using System.Numerics;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>An answer's sentences with the features of every key point in each of them.</summary>
internal sealed class AnswerScan
{
    private const int QuotesInMean = 3;

    private static readonly FrozenSet<string> FunctionWords = FrozenSet.Create(
        StringComparer.Ordinal,
        "the", "a", "an", "and", "or", "of", "to", "in", "on", "for", "with", "that", "this", "it", "is", "are", "was", "be", "i", "we", "you", "they",
        "my", "our", "would", "will", "can", "should", "have", "has", "had", "do", "so", "as", "at", "by", "from", "if", "then", "what", "which", "when",
        "where", "who", "how", "there", "their", "its");

    private readonly FeatureRow[] _rows;

    private AnswerScan(QuestionIndex index, IReadOnlyList<Sentence> sentences, FeatureRow[] rows)
    {
        Index = index;
        Sentences = sentences;
        _rows = rows;
    }

    /// <summary>The question it was scanned for.</summary>
    public QuestionIndex Index { get; }

    /// <summary>The answer's sentences; empty where it has no word.</summary>
    public IReadOnlyList<Sentence> Sentences { get; }

    /// <summary>How many key points there are.</summary>
    public int Points => Index.Question.KeyPoints.Length;

    /// <summary>The features of a key point in a sentence.</summary>
    /// <param name="point">The key point's place.</param>
    /// <param name="sentence">The sentence's place.</param>
    public FeatureRow this[int point, int sentence] => _rows[(point * Sentences.Count) + sentence];

    /// <summary>The features of all key points in all sentences: sentences within key points.</summary>
    public IReadOnlyList<FeatureRow> Rows => _rows;

    /// <summary>Scans an answer.</summary>
    /// <param name="index">The question.</param>
    /// <param name="text">The answer's text.</param>
    /// <param name="exceptWriter">Whose quotes are not to be compared with: the answer's own writer in training; null for none.</param>
    public static AnswerScan Of(QuestionIndex index, string text, string? exceptWriter = null)
    {
        var sentences = Grading.Sentences.Of(text);
        var asserted = sentences.ConvertAll(sentence => Polarity.Asserted(text, sentence.Words));
        var points = index.Question.KeyPoints.Length;
        var rows = new FeatureRow[points * sentences.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new FeatureRow(new float[FeatureRow.Size]);
        }

        var scan = new AnswerScan(index, sentences, rows);
        scan.FindCues(asserted);
        var byStems = new float[index.References.Length];
        var byCharacters = new float[index.References.Length];
        var recalls = new float[points];
        for (var sentence = 0; sentence < sentences.Count; sentence++)
        {
            index.ByStems.Multiply(TermVector.OfStems(asserted[sentence], sentences[sentence].Words, index.Weights), byStems);
            index.ByCharacters.Multiply(TermVector.OfCharacters(asserted[sentence], sentences[sentence].Words, index.Weights), byCharacters);
            index.Statements.Multiply(TermVector.OfPresence(asserted[sentence]), recalls);
            scan.Compare(sentence, byStems, byCharacters, exceptWriter);
            scan.Describe(sentence, text, recalls);
        }

        return scan;
    }

    private void FindCues(List<Word[]> asserted)
    {
        var cues = Index.Cues.Cues;
        var found = new int[Sentences.Count][];
        var denied = new int[cues.Length];
        for (var sentence = 0; sentence < Sentences.Count; sentence++)
        {
            found[sentence] = new int[cues.Length];
            Index.Cues.Find(Sentences[sentence].Words, asserted[sentence], found[sentence]);
        }

        for (var sentence = 0; sentence < Sentences.Count; sentence++)
        {
            var anyDenied = !ReferenceEquals(asserted[sentence], Sentences[sentence].Words);
            if (anyDenied)
            {
                Array.Clear(denied);
                Index.Cues.Find(Sentences[sentence].Words, denied);
            }

            for (var cue = 0; cue < cues.Length; cue++)
            {
                var here = found[sentence][cue];
                var row = this[Index.CueOwners[cue], sentence];
                if (Index.Cues.Fires(cue, here))
                {
                    row[SentenceFeature.CuesFired]++;
                    row.Raise(SentenceFeature.GroupsFired, cues[cue].Groups.Length);
                    row[SentenceFeature.FiresNear] = 1;
                }
                else if (anyDenied && Index.Cues.Fires(cue, denied[cue]))
                {
                    row[SentenceFeature.FiresDenied] = 1;
                }

                if (here != 0)
                {
                    if (cues[cue].Groups.Length > 1)
                    {
                        row.Raise(SentenceFeature.GroupShare, BitOperations.PopCount((uint)here) / (float)cues[cue].Groups.Length);
                    }

                    if (Index.Cues.Fires(cue, here | (sentence > 0 ? found[sentence - 1][cue] : 0))
                        || Index.Cues.Fires(cue, here | (sentence + 1 < Sentences.Count ? found[sentence + 1][cue] : 0)))
                    {
                        row[SentenceFeature.FiresNear] = 1;
                    }
                }
            }
        }
    }

    private void Compare(int sentence, float[] byStems, float[] byCharacters, string? exceptWriter)
    {
        Span<float> nearest = stackalloc float[QuotesInMean];
        var reference = 0;
        for (var point = 0; point < Points; point++)
        {
            // References come in the order of their key points.
            var row = this[point, sentence];
            if (row.OnlyDenies)
            {
                while (reference < Index.References.Length && Index.References[reference].Point == point)
                {
                    reference++;
                }

                continue;
            }

            nearest.Clear();
            for (; reference < Index.References.Length && Index.References[reference].Point == point; reference++)
            {
                var stems = byStems[reference];
                var characters = byCharacters[reference];
                switch (Index.References[reference])
                {
                    case { Kind: ReferenceKind.Statement }:
                        row[SentenceFeature.StatementCosine] = stems;
                        row.Raise(SentenceFeature.RubricCharacters, characters);
                        break;
                    case { Kind: ReferenceKind.Criterion }:
                        row[SentenceFeature.CriterionCosine] = stems;
                        break;
                    case { Kind: ReferenceKind.Exemplar }:
                        row.Raise(SentenceFeature.ExemplarCosine, stems);
                        row.Raise(SentenceFeature.RubricCharacters, characters);
                        break;
                    case { IsQuote: true } quote when quote.Writer != exceptWriter:
                        row.Raise(quote.Kind == ReferenceKind.CoveredQuote ? SentenceFeature.CoveredQuote : SentenceFeature.PartialQuote, stems);
                        row.Raise(SentenceFeature.QuoteCharacters, characters);
                        Insert(nearest, stems);
                        break;
                }
            }

            row[SentenceFeature.QuoteMean] = (nearest[0] + nearest[1] + nearest[2]) / QuotesInMean;
        }

        SetMargins(sentence, SentenceFeature.RubricMargin, row => Math.Max(row[SentenceFeature.ExemplarCosine], row[SentenceFeature.StatementCosine]));
        SetMargins(sentence, SentenceFeature.QuoteMargin, row => Math.Max(row[SentenceFeature.CoveredQuote], row[SentenceFeature.PartialQuote]));
        SetMargins(sentence, SentenceFeature.QuoteCharacterMargin, row => row[SentenceFeature.QuoteCharacters]);
    }

    private void SetMargins(int sentence, SentenceFeature margin, Func<FeatureRow, float> nearness)
    {
        float first = 0;
        float second = 0;
        for (var point = 0; point < Points; point++)
        {
            var near = nearness(this[point, sentence]);
            if (near > first)
            {
                (first, second) = (near, first);
            }
            else
            {
                second = Math.Max(second, near);
            }
        }

        for (var point = 0; point < Points; point++)
        {
            var row = this[point, sentence];
            var near = nearness(row);
            row[margin] = near - (near == first ? second : first);
        }
    }

    private void Describe(int sentence, string text, float[] recalls)
    {
        var words = Sentences[sentence].Words;
        float denials = 0;
        float wishes = 0;
        float functions = 0;
        float past = 0;
        float echo = 0;
        float weight = 0;
        var asks = Index.Asks.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in words)
        {
            denials += Denials.Contains(word.Text) ? 1 : 0;
            wishes += Polarity.Wishful(word) ? 1 : 0;
            functions += FunctionWords.Contains(word.Text) ? 1 : 0;
            past += IsPast(word.Text) ? 1 : 0;
            weight += Index.Weights.Of(word);
            echo += asks.Contains(TermWeights.Stem(word)) ? Index.Weights.Of(word) : 0;
        }

        float separators = 0;
        foreach (var character in text.AsSpan(Sentences[sentence].Start, Sentences[sentence].Length))
        {
            separators += character is ',' or '/' or '+' or '&' or '|' ? 1 : 0;
        }

        var fired = 0;
        for (var point = 0; point < Points; point++)
        {
            fired += this[point, sentence][SentenceFeature.CuesFired] > 0 ? 1 : 0;
        }

        for (var point = 0; point < Points; point++)
        {
            var row = this[point, sentence];
            row[SentenceFeature.StatementRecall] = row.OnlyDenies ? 0 : recalls[point];
            row[SentenceFeature.OthersFired] = fired - (row[SentenceFeature.CuesFired] > 0 ? 1 : 0);
            row[SentenceFeature.Length] = MathF.Log(1 + words.Length);
            row[SentenceFeature.Position] = Sentences.Count == 1 ? 0.5f : sentence / (float)(Sentences.Count - 1);
            row[SentenceFeature.Denials] = denials;
            row[SentenceFeature.Wishes] = wishes;
            row[SentenceFeature.Echo] = echo / weight;
            row[SentenceFeature.Separators] = separators / words.Length;
            row[SentenceFeature.FunctionWords] = functions / words.Length;
            row[SentenceFeature.Past] = past / words.Length;
        }
    }

    private static bool IsPast(string word) =>
        word is "was" or "were" or "had" or "did" || (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal));

    private static void Insert(Span<float> descending, float value)
    {
        for (var i = 0; i < descending.Length; i++)
        {
            if (value > descending[i])
            {
                (descending[i], value) = (value, descending[i]);
            }
        }
    }
}
