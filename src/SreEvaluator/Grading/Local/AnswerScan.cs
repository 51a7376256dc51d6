using System.Numerics;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>An answer's sentences with the features of every key point in each of them.</summary>
internal sealed class AnswerScan
{
    /// <summary>How many figures there are in <see cref="Whole"/>.</summary>
    public const int WholeSize = WholeShares + 1;

    private const int WholeShares = 6;

    /// <summary>The fewest content words of a sentence that counts whatever it says.</summary>
    private const double LeastContent = 4;

    /// <summary>The least cosine with a text of the rubric by which a shorter one counts.</summary>
    private const float LeastNearness = 0.3f;

    private readonly List<Sentence> _sentences = [];
    private readonly List<int> _places = [];
    private readonly float[] _values;
    private readonly float[] _whole;
    private WeighedStem[]? _stems;

    private AnswerScan(QuestionIndex index, IReadOnlyList<Sentence> all)
    {
        Index = index;
        All = all;
        _values = new float[all.Count * index.Points * FeatureRow.Size];
        _whole = new float[WholeSize * index.Points];
    }

    /// <summary>The question it was scanned for.</summary>
    public QuestionIndex Index { get; }

    /// <summary>All sentences of the answer; empty where it has no word.</summary>
    public IReadOnlyList<Sentence> All { get; }

    /// <summary>
    /// Those that are looked at: each once, and without fillers between them, "As I like to say", which make no point and are to move none. Where an answer has
    /// nothing else, all.
    /// </summary>
    public IReadOnlyList<Sentence> Sentences => _sentences;

    /// <summary>How many key points there are.</summary>
    public int Points => Index.Points;

    /// <summary>The features of a key point in a sentence.</summary>
    /// <param name="point">The key point's place.</param>
    /// <param name="sentence">The sentence's place.</param>
    public FeatureRow this[int point, int sentence] => new(RowsOf(sentence).Slice(point * FeatureRow.Size, FeatureRow.Size));

    /// <summary>
    /// What the answer as a whole says of a key point's statement: the shares of its stems, of those that are new, of its pairs, runs and
    /// numbers, how many opposites of its words are there, and <see cref="SentenceFeature.MissingMost"/>.
    /// </summary>
    /// <param name="point">The key point's place.</param>
    /// <param name="kind">Which of them, from 0.</param>
    public float Whole(int point, int kind) => _whole[(kind * Points) + point];

    /// <summary>The words of the sentences that are looked at, paired with those of a key point's statement.</summary>
    /// <param name="point">The key point's place.</param>
    public WordPairs Pairs(int point) => new(_stems ??= Stems(), Index.StatementStems[point]);

    /// <summary>The place among all sentences of one that is looked at.</summary>
    /// <param name="sentence">Its place among those that are looked at.</param>
    public int PlaceOf(int sentence) => _places[sentence];

    /// <summary>Scans an answer.</summary>
    /// <param name="index">The question.</param>
    /// <param name="text">The answer's text.</param>
    /// <param name="exceptWriter">Whose quotes are not to be compared with: the answer's own writer in training; null for none.</param>
    public static AnswerScan Of(QuestionIndex index, string text, string? exceptWriter = null)
    {
        var scan = new AnswerScan(index, Grading.Sentences.Of(text));
        var work = index.Rent();
        scan.Read(text, work, exceptWriter, withFillers: false);
        if (scan._sentences.Count == 0)
        {
            scan.Read(text, work, exceptWriter, withFillers: true);
        }

        work.WholeShares.AsSpan(0, WholeShares * scan.Points).CopyTo(scan._whole);
        for (var point = 0; point < scan.Points; point++)
        {
            scan._whole[(WholeShares * scan.Points) + point] = scan.MissingMost(point, work, since: 1);
        }

        scan.FindCuesOfNeighbours(work);
        scan.Place();
        index.Return(work);
        return scan;
    }

    private void Read(string text, ScanWork work, string? exceptWriter, bool withFillers)
    {
        work.Clear(All.Count);
        for (var place = 0; place < All.Count; place++)
        {
            if (!withFillers && IsRepeated(place))
            {
                continue;
            }

            var sentence = _sentences.Count;
            var asserted = Polarity.Asserted(text, All[place].Words);
            _sentences.Add(All[place]);
            _places.Add(place);
            work.Number++;
            FindCues(sentence, asserted, work);
            Compare(sentence, asserted, work, exceptWriter);
            if (!withFillers && IsFiller(sentence, work))
            {
                _sentences.RemoveAt(sentence);
                _places.RemoveAt(sentence);
                RowsOf(sentence).Clear();
                work.News.ForEach(term => work.LastSaid[term] = 0);
                continue;
            }

            work.News.ForEach(term => Index.Shared.Add(term, 1, work.WholeShares));

            Describe(sentence, text);
        }
    }

    private WeighedStem[] Stems()
    {
        var work = Index.Rent();
        var stems = work.Terms.StemsOf([.. _sentences.SelectMany(sentence => sentence.Words)], Index.Weights);
        Index.Return(work);
        return stems;
    }

    private bool IsRepeated(int place)
    {
        for (var before = 0; before < place; before++)
        {
            if (All[before].SaysTheSameAs(All[place]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsFiller(int sentence, ScanWork work)
    {
        if (Content.Count(_sentences[sentence].Words) >= LeastContent || work.AllGroups.AsSpan().ContainsAnyExcept(0))
        {
            return false;
        }

        for (var point = 0; point < Points; point++)
        {
            var row = this[point, sentence];
            if (row[SentenceFeature.StatementCosine] >= LeastNearness
                || row[SentenceFeature.CriterionCosine] >= LeastNearness
                || row[SentenceFeature.ExemplarCosine] >= LeastNearness)
            {
                return false;
            }
        }

        return true;
    }

    private Span<float> RowsOf(int sentence) => _values.AsSpan(sentence * Points * FeatureRow.Size, Points * FeatureRow.Size);

    private void Place()
    {
        for (var sentence = 0; sentence < _sentences.Count; sentence++)
        {
            for (var point = 0; point < Points; point++)
            {
                this[point, sentence][SentenceFeature.Position] = _sentences.Count == 1 ? 0.5f : sentence / (float)(_sentences.Count - 1);
            }
        }
    }

    private void FindCues(int sentence, Word[] asserted, ScanWork work)
    {
        var words = Sentences[sentence].Words;
        var found = work.Found(sentence);
        Array.Clear(work.AllGroups);
        work.CueStems.Clear();
        Index.Cues.Find(words, asserted, found, work.AllGroups, work.CueStems);
        for (var cue = 0; cue < found.Length; cue++)
        {
            if (work.AllGroups[cue] == 0)
            {
                continue;
            }

            var groups = Index.Cues.Cues[cue].Groups.Length;
            var row = this[Index.CueOwners[cue], sentence];
            row[SentenceFeature.CueGroups] += BitOperations.PopCount((uint)found[cue]);
            if (Index.Cues.Fires(cue, found[cue]))
            {
                row[SentenceFeature.CuesFired]++;
                row.Raise(SentenceFeature.GroupsFired, groups);
            }
            else if (Index.Cues.Fires(cue, work.AllGroups[cue]))
            {
                row[SentenceFeature.FiresDenied] = 1;
            }

            if (groups > 1)
            {
                row.Raise(SentenceFeature.GroupShare, BitOperations.PopCount((uint)found[cue]) / (float)groups);
            }
        }

        foreach (var stem in work.CueStems)
        {
            ref var last = ref work.LastCueStem[Index.CueStems.PlaceOf(stem)];
            if (last != work.Number)
            {
                last = work.Number;
                var row = this[Index.CueStems.OwnerOf(stem), sentence];
                row[SentenceFeature.CueWeight] += Index.CueStems.WeightOf(stem);
                row.Raise(SentenceFeature.CueMost, Index.CueStems.WeightOf(stem));
            }
        }

        SetMargins(sentence, SentenceFeature.CueMargin, SentenceFeature.CueWeight, SentenceFeature.CueWeight);
    }

    private void FindCuesOfNeighbours(ScanWork work)
    {
        for (var sentence = 0; sentence < Sentences.Count; sentence++)
        {
            var here = work.Found(sentence);
            var before = sentence > 0 ? work.Found(sentence - 1) : here;
            var after = sentence + 1 < Sentences.Count ? work.Found(sentence + 1) : here;
            for (var cue = 0; cue < here.Length; cue++)
            {
                if (here[cue] != 0 && (Index.Cues.Fires(cue, here[cue] | before[cue]) || Index.Cues.Fires(cue, here[cue] | after[cue])))
                {
                    this[Index.CueOwners[cue], sentence][SentenceFeature.FiresNear] = 1;
                }
            }
        }
    }

    private void Compare(int sentence, Word[] asserted, ScanWork work, string? exceptWriter)
    {
        var words = Sentences[sentence].Words;
        Array.Clear(work.ByStems);
        Array.Clear(work.ByCharacters);
        Array.Clear(work.Shares);
        Array.Clear(work.AssertedShares);
        Array.Clear(work.Said);
        Array.Clear(work.Telling);
        Array.Clear(work.TellingMost);
        Array.Clear(work.QuoteTelling);
        Array.Clear(work.QuoteTellingMost);
        work.News.Clear();
        work.Terms.TakeStems(words, asserted, Index.Weights);
        Multiply(work, work.ByStems);
        Tell(work, exceptWriter);
        var novel = WeighNovelStems(words, work);
        work.Terms.TakeRuns(words, asserted, Index.Weights);
        Multiply(work, work.ByCharacters);
        SetNearness(sentence, work, exceptWriter);
        SetShares(sentence, work, novel);
    }

    private void Multiply(ScanWork work, float[] near)
    {
        var scale = 1 / work.Terms.Length;
        var terms = work.Terms.Terms;
        var values = work.Terms.Values;
        var asserted = work.Terms.Asserted;
        for (var i = 0; i < terms.Length; i++)
        {
            if (!Index.TryFind(terms[i], out var number))
            {
                continue;
            }

            Index.Shared.Add(number, 1, work.Shares);
            if (work.LastSaid[number] == 0)
            {
                work.News.Add(number);
            }

            work.LastSaid[number] = work.Number;
            if (asserted[i])
            {
                Index.Shared.Add(number, 1, work.AssertedShares);
                Index.Near.Add(number, scale * values[i], near);
            }
        }
    }

    private void Tell(ScanWork work, string? exceptWriter)
    {
        var quotes = Index.HasQuotes ? Index.TellingQuotes(exceptWriter) : null;
        for (var i = 0; i < work.Terms.Count; i++)
        {
            if (work.Terms.Asserted[i] && Index.TryFind(work.Terms.Terms[i], out var number))
            {
                Index.Telling.Add(number, 1, work.Telling);
                Index.Telling.Raise(number, work.TellingMost);
                quotes?.Add(number, 1, work.QuoteTelling);
                quotes?.Raise(number, work.QuoteTellingMost);
            }
        }
    }

    /// <summary>The weight of the stems that the question does not say itself; adds up how much of it each statement says.</summary>
    private float WeighNovelStems(Word[] words, ScanWork work)
    {
        work.Terms.TakeSingleStems(words, Index.Weights);
        float novel = 0;
        for (var i = 0; i < work.Terms.Count; i++)
        {
            var stem = work.Terms.Terms[i];
            if (!Index.IsNew(stem))
            {
                continue;
            }

            novel += work.Terms.Values[i];
            if (Index.TryFind(stem, out var number))
            {
                foreach (var column in Index.Shared.ColumnsOf(number))
                {
                    if (column < Points)
                    {
                        work.Said[column] += work.Terms.Values[i];
                    }
                }
            }
        }

        return novel;
    }

    private void SetNearness(int sentence, ScanWork work, string? exceptWriter)
    {
        Span<float> nearest = stackalloc float[3];
        float most = 1;
        var reference = 0;
        for (var point = 0; point < Points; point++)
        {
            // References come in the order of their key points.
            var row = this[point, sentence];
            nearest.Clear();
            float quotes = 0;
            float covered = 0;
            for (; reference < Index.References.Length && Index.References[reference].Point == point; reference++)
            {
                if (Index.References[reference] is { IsQuote: true } quote && quote.Writer != exceptWriter)
                {
                    quotes++;
                    covered += quote.Kind == ReferenceKind.CoveredQuote ? 1 : 0;
                }

                if (!row.OnlyDenies)
                {
                    Compare(row, Index.References[reference], work.ByStems[reference], work.ByCharacters[reference], nearest, exceptWriter);
                }
            }

            row[SentenceFeature.Telling] = work.Telling[point];
            row[SentenceFeature.TellingMost] = work.TellingMost[point];
            row[SentenceFeature.QuoteTelling] = work.QuoteTelling[point];
            row[SentenceFeature.QuoteTellingMost] = work.QuoteTellingMost[point];
            row[SentenceFeature.QuoteShare] = quotes;
            row[SentenceFeature.CoveredShare] = covered / Math.Max(1, quotes);
            most = Math.Max(most, quotes);
            row[SentenceFeature.QuoteMean] = (nearest[0] + nearest[1] + nearest[2]) / nearest.Length;
        }

        for (var point = 0; point < Points; point++)
        {
            this[point, sentence][SentenceFeature.QuoteShare] /= most;
        }

        SetMargins(sentence, SentenceFeature.TellingMargin, SentenceFeature.Telling, SentenceFeature.Telling);
        SetMargins(sentence, SentenceFeature.QuoteTellingMargin, SentenceFeature.QuoteTelling, SentenceFeature.QuoteTelling);
        SetMargins(sentence, SentenceFeature.RubricMargin, SentenceFeature.ExemplarCosine, SentenceFeature.StatementCosine);
        SetMargins(sentence, SentenceFeature.QuoteMargin, SentenceFeature.CoveredQuote, SentenceFeature.PartialQuote);
        SetMargins(sentence, SentenceFeature.QuoteCharacterMargin, SentenceFeature.QuoteCharacters, SentenceFeature.QuoteCharacters);
    }

    private static void Compare(FeatureRow row, Reference reference, float stems, float characters, Span<float> nearest, string? exceptWriter)
    {
        switch (reference.Kind)
        {
            case ReferenceKind.Statement:
                row[SentenceFeature.StatementCosine] = stems;
                row.Raise(SentenceFeature.RubricCharacters, characters);
                break;
            case ReferenceKind.Criterion:
                row[SentenceFeature.CriterionCosine] = stems;
                break;
            case ReferenceKind.Exemplar:
                row.Raise(SentenceFeature.ExemplarCosine, stems);
                row.Raise(SentenceFeature.RubricCharacters, characters);
                break;
            case var kind when reference.Writer != exceptWriter:
                row.Raise(kind == ReferenceKind.CoveredQuote ? SentenceFeature.CoveredQuote : SentenceFeature.PartialQuote, stems);
                row.Raise(SentenceFeature.QuoteCharacters, characters);
                Descending.Insert(nearest, stems);
                break;
        }
    }

    private void SetShares(int sentence, ScanWork work, float novel)
    {
        var words = Sentences[sentence].Words;
        work.Sequence.Clear();
        foreach (var word in words)
        {
            if (Index.TryFind(TermBag.StemOf(word), out var number))
            {
                work.Sequence.Add(number);
            }
        }

        var denies = Array.Exists(words, word => Denials.Contains(word.Text));
        for (var point = 0; point < Points; point++)
        {
            var row = this[point, sentence];
            row[SentenceFeature.StatementRecall] = row.OnlyDenies ? 0 : work.AssertedShares[point];
            row[SentenceFeature.RawRecall] = work.Shares[point];
            row[SentenceFeature.NovelRecall] = work.Shares[Points + point];
            row[SentenceFeature.PairRecall] = work.Shares[(2 * Points) + point];
            row[SentenceFeature.CharacterRecall] = work.Shares[(3 * Points) + point];
            row[SentenceFeature.NumbersMissing] = Index.StatementHasNumber[point] ? 1 - work.Shares[(4 * Points) + point] : 0;
            row[SentenceFeature.Opposites] = work.Shares[(5 * Points) + point];
            row[SentenceFeature.NovelPrecision] = novel == 0 ? 0 : work.Said[point] / novel;
            row[SentenceFeature.CommonOrder] = CommonOrder(point, work);
            row[SentenceFeature.MissingMost] = MissingMost(point, work, since: work.Number);
            row[SentenceFeature.DenialMismatch] = denies != Index.StatementDenies[point] ? 1 : 0;
            row[SentenceFeature.LengthRatio] = MathF.Log(words.Length / (float)Math.Max(1, Index.Statements[point].Length));
        }

        for (var exemplar = 0; exemplar < Index.ExemplarOwners.Length; exemplar++)
        {
            this[Index.ExemplarOwners[exemplar], sentence].Raise(SentenceFeature.ExemplarRecall, work.Shares[(6 * Points) + exemplar]);
        }
    }

    /// <summary>The weight of the most telling stem of a statement that is not said, as a share of its most telling stem's.</summary>
    private float MissingMost(int point, ScanWork work, int since)
    {
        float most = 0;
        float missing = 0;
        var terms = Index.StatementTerms[point];
        var weights = Index.StatementWeights[point];
        for (var i = 0; i < terms.Length; i++)
        {
            most = Math.Max(most, weights[i]);
            missing = work.LastSaid[terms[i]] >= since ? missing : Math.Max(missing, weights[i]);
        }

        return most == 0 ? 0 : missing / most;
    }

    /// <summary>The share of a statement's stems that the sentence has in the same order: their longest common subsequence.</summary>
    private float CommonOrder(int point, ScanWork work)
    {
        var statement = Index.StatementTerms[point];
        var longest = work.Longest.AsSpan(0, statement.Length + 1);
        longest.Clear();
        foreach (var term in work.Sequence)
        {
            var diagonal = 0;
            for (var i = 1; i <= statement.Length; i++)
            {
                var above = longest[i];
                longest[i] = statement[i - 1] == term ? diagonal + 1 : Math.Max(above, longest[i - 1]);
                diagonal = above;
            }
        }

        return statement.Length == 0 ? 0 : longest[statement.Length] / (float)statement.Length;
    }

    private void SetMargins(int sentence, SentenceFeature margin, SentenceFeature one, SentenceFeature other)
    {
        Span<float> largest = [0, 0];
        for (var point = 0; point < Points; point++)
        {
            var row = this[point, sentence];
            Descending.Insert(largest, row[margin] = Math.Max(row[one], row[other]));
        }

        for (var point = 0; point < Points; point++)
        {
            var row = this[point, sentence];
            row[margin] -= row[margin] == largest[0] ? largest[1] : largest[0];
        }
    }

    private void Describe(int sentence, string text)
    {
        var words = Sentences[sentence].Words;
        float denials = 0;
        float wishes = 0;
        float functions = 0;
        float past = 0;
        float echo = 0;
        float weight = 0;
        foreach (var word in words)
        {
            denials += Denials.Contains(word.Text) ? 1 : 0;
            wishes += Polarity.Wishful(word) ? 1 : 0;
            functions += FunctionWords.Contains(word.Text) ? 1 : 0;
            past += IsPast(word.Text) ? 1 : 0;
            var stem = TermBag.StemOf(word);
            var own = Index.Weights.Of(stem);
            weight += own;
            echo += Index.Asks(stem) ? own : 0;
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
            row[SentenceFeature.OthersFired] = fired - (row[SentenceFeature.CuesFired] > 0 ? 1 : 0);
            row[SentenceFeature.Length] = MathF.Log(1 + words.Length);
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
}
