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
    public FeatureRow this[int point, int sentence] => RowsOf(sentence)[point];

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
            scan._whole[(WholeShares * scan.Points) + point] = TextFeatures.MissingMost(index, point, work, since: 1);
        }

        scan.SetSurroundings(work);
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
            var words = All[place].Words;
            var asserted = Polarity.Asserted(text, words);
            var rows = RowsOf(sentence);
            _sentences.Add(All[place]);
            _places.Add(place);
            work.StartSentence();
            CueFeatures.Set(Index, words, asserted, work.Found(sentence), work, rows);
            TextFeatures.Set(Index, words, asserted, work, exceptWriter, rows);
            if (!withFillers && IsFiller(sentence, work))
            {
                _sentences.RemoveAt(sentence);
                _places.RemoveAt(sentence);
                rows.Clear();
                work.News.ForEach(term => work.LastSaid[term] = 0);
                continue;
            }

            work.News.ForEach(term => Index.Shared.Add(term, 1, work.WholeShares));
            MannerFeatures.Set(Index, words, text.AsSpan(All[place].Start, All[place].Length), rows);
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

    private SentenceRows RowsOf(int sentence) => new(_values.AsSpan(sentence * Points * FeatureRow.Size, Points * FeatureRow.Size));

    private void SetSurroundings(ScanWork work)
    {
        var last = _sentences.Count - 1;
        for (var sentence = 0; sentence <= last; sentence++)
        {
            var rows = RowsOf(sentence);
            CueFeatures.SetNear(
                Index, work.Found(sentence), work.Found(Math.Max(0, sentence - 1)), work.Found(Math.Min(last, sentence + 1)), rows);
            for (var point = 0; point < Points; point++)
            {
                rows[point][SentenceFeature.Position] = last == 0 ? 0.5f : sentence / (float)last;
            }
        }
    }
}
