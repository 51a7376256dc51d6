using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>A question made ready for finding its key points and red flags in sentences: everything that is the same for all answers.</summary>
internal sealed partial class QuestionIndex
{
    private readonly Dictionary<int, int> _vocabulary = [];
    private readonly HashSet<int> _asks;
    private readonly HashSet<int> _said;
    private readonly ConcurrentBag<ScanWork> _spare = [];
    private readonly ConcurrentDictionary<string, TermTable> _tellingQuotes = new(StringComparer.Ordinal);
    private readonly int[][] _stems;

    /// <summary>Makes a question ready.</summary>
    /// <param name="question">The question.</param>
    /// <param name="weights">How telling words are.</param>
    /// <param name="quotes">Labelled quotes of its key points; none where it was never trained on.</param>
    public QuestionIndex(Question question, TermWeights weights, IReadOnlyList<LabelledQuote> quotes)
    {
        Question = question;
        Points = question.KeyPoints.Length;
        Weights = weights;
        Cues = new CueIndex([.. question.KeyPoints.SelectMany(point => point.Cues)]);
        CueOwners = Owners([.. question.KeyPoints.Select(point => point.Cues.Length)]);
        CueStems = new CueStems(question);
        RedFlagCues = new CueIndex([.. question.RedFlags.SelectMany(flag => flag.Cues)]);
        RedFlagCueOwners = Owners([.. question.RedFlags.Select(flag => flag.Cues.Length)]);
        Denying = [.. question.KeyPoints.Select(point => DenyingPoint().IsMatch(point.Statement))];

        _asks = [.. Words.Of(question.Asks).Select(TermBag.StemOf)];
        _said = [.. _asks, .. FunctionWords.Stems];
        References = [.. question.KeyPoints.SelectMany((point, place) => ReferencesOf(point, place, quotes))];
        HasQuotes = References.Any(reference => reference.IsQuote);
        var exemplars = References.Where(reference => reference.Kind == ReferenceKind.Exemplar).ToList();
        Statements = [.. References.Where(reference => reference.Kind == ReferenceKind.Statement).Select(reference => reference.Words)];
        StatementStems = [.. Statements.Select(words => new TermBag().StemsOf(words, weights))];
        StatementHasNumber = [.. Statements.Select(words => Array.Exists(words, IsNumber))];
        StatementDenies = [.. Statements.Select(words => Array.Exists(words, word => Denials.Contains(word.Text)))];
        ExemplarOwners = [.. exemplars.Select(reference => reference.Point)];

        var near = new List<TermEntry>();
        var shared = new List<TermEntry>();
        AddNearness(near);
        AddShares(exemplars, shared);
        StatementTerms = [.. Statements.Select(words => Array.ConvertAll(words, word => _vocabulary[TermBag.StemOf(word)]))];
        StatementWeights = [.. Statements.Select(words => Array.ConvertAll(words, word => weights.Of(TermBag.StemOf(word))))];
        _stems = [.. References.Select(reference => TellingStems.Of(reference.Words).Select(stem => _vocabulary[stem]).ToArray())];
        Near = new TermTable(near, _vocabulary.Count);
        Shared = new TermTable(shared, _vocabulary.Count);
        Telling = Learn(reference => !reference.IsQuote);
    }

    /// <summary>The question.</summary>
    public Question Question { get; }

    /// <summary>How many key points it has.</summary>
    public int Points { get; }

    /// <summary>How telling words are.</summary>
    public TermWeights Weights { get; }

    /// <summary>The cues of all key points.</summary>
    public CueIndex Cues { get; }

    /// <summary>For each cue its key point's place.</summary>
    public ImmutableArray<int> CueOwners { get; }

    /// <summary>What the stems of these cues count by themselves.</summary>
    public CueStems CueStems { get; }

    /// <summary>The cues of all red flags.</summary>
    public CueIndex RedFlagCues { get; }

    /// <summary>For each of them its red flag's place.</summary>
    public ImmutableArray<int> RedFlagCueOwners { get; }

    /// <summary>For each key point whether it is made by denying something: "blames nobody".</summary>
    public ImmutableArray<bool> Denying { get; }

    /// <summary>The texts that sentences are compared with, in the order of their key points.</summary>
    public ImmutableArray<Reference> References { get; }

    /// <summary>The words of each key point's statement.</summary>
    public ImmutableArray<Word[]> Statements { get; }

    /// <summary>The numbers of each statement's stems, in their order.</summary>
    public ImmutableArray<int[]> StatementTerms { get; }

    /// <summary>How telling each of them is.</summary>
    public ImmutableArray<float[]> StatementWeights { get; }

    /// <summary>The stems of each statement.</summary>
    public ImmutableArray<WeighedStem[]> StatementStems { get; }

    /// <summary>Whether each statement holds a number, or a letter that stands for something.</summary>
    public ImmutableArray<bool> StatementHasNumber { get; }

    /// <summary>Whether each statement denies something.</summary>
    public ImmutableArray<bool> StatementDenies { get; }

    /// <summary>For each exemplar, in their order, its key point's place.</summary>
    public ImmutableArray<int> ExemplarOwners { get; }

    /// <summary>What each stem, pair or run counts in each reference, so that the product with a sentence's terms is the cosine.</summary>
    public TermTable Near { get; }

    /// <summary>
    /// The share that each term has in a text, so that their sum is a recall: for each key point its statement's stems, for each those that the question does not
    /// say, for each its pairs, for each its runs, for each its numbers, for each the opposites of its words, which count 1; then each exemplar's stems.
    /// </summary>
    public TermTable Shared { get; }

    /// <summary>For each key point how telling stems are of it, by the rubric's texts alone.</summary>
    public TermTable Telling { get; }

    /// <summary>How many terms the rubric's texts and quotes hold.</summary>
    public int Terms => _vocabulary.Count;

    /// <summary>How many columns <see cref="Shared"/> has.</summary>
    public int SharedColumns => (6 * Points) + ExemplarOwners.Length;

    /// <summary>Whether the grader was trained on answers to this question.</summary>
    public bool HasQuotes { get; }

    /// <summary>For each key point how telling stems are of it, by the rubric's texts and the labelled quotes.</summary>
    /// <param name="exceptWriter">Whose quotes do not count; null for nobody's.</param>
    public TermTable TellingQuotes(string? exceptWriter) => _tellingQuotes.GetOrAdd(
        exceptWriter ?? string.Empty, _ => Learn(reference => !reference.IsQuote || reference.Writer != exceptWriter));

    /// <summary>The number of a term; false where none of the rubric's texts and quotes holds it.</summary>
    public bool TryFind(int term, out int number) => _vocabulary.TryGetValue(term, out number);

    /// <summary>Whether the question says a stem itself.</summary>
    public bool Asks(int stem) => _asks.Contains(stem);

    /// <summary>Whether a stem says something that the question does not: it is neither there nor one of a word that only ties others together.</summary>
    public bool IsNew(int stem) => !_said.Contains(stem);

    /// <summary>Room to scan an answer in, to be given back.</summary>
    public ScanWork Rent() => _spare.TryTake(out var work) ? work : new ScanWork(this);

    /// <summary>Takes back what <see cref="Rent"/> gave.</summary>
    public void Return(ScanWork work) => _spare.Add(work);

    private static bool IsNumber(Word word) => char.IsAsciiDigit(word.Text[0]) || (word.Text.Length == 1 && word.Text is not ("a" or "i"));

    private static ImmutableArray<int> Owners(ReadOnlySpan<int> cues)
    {
        var owners = ImmutableArray.CreateBuilder<int>();
        for (var owner = 0; owner < cues.Length; owner++)
        {
            for (var cue = 0; cue < cues[owner]; cue++)
            {
                owners.Add(owner);
            }
        }

        return owners.ToImmutable();
    }

    private static IEnumerable<Reference> ReferencesOf(KeyPoint point, int place, IReadOnlyList<LabelledQuote> quotes)
    {
        yield return new Reference(place, ReferenceKind.Statement, string.Empty, Words.Of(point.Statement));
        yield return new Reference(place, ReferenceKind.Criterion, string.Empty, Words.Of(point.Covered));
        foreach (var exemplar in point.Exemplars)
        {
            yield return new Reference(place, ReferenceKind.Exemplar, string.Empty, Words.Of(exemplar));
        }

        foreach (var quote in quotes.Where(quote => quote.KeyPoint == point.Id))
        {
            var kind = quote.Coverage == Coverage.Covered ? ReferenceKind.CoveredQuote : ReferenceKind.PartialQuote;
            yield return new Reference(place, kind, quote.Writer, Words.Of(quote.Text));
        }
    }

    private TermTable Learn(Func<Reference, bool> counts) => TellingStems.Learn(
        [.. References.Zip(_stems).Where(pair => counts(pair.First)).Select(pair => (pair.First.Point, pair.Second))], Points, _vocabulary.Count);

    private void AddNearness(List<TermEntry> entries)
    {
        var bag = new TermBag();
        for (var text = 0; text < References.Length; text++)
        {
            var words = References[text].Words;
            bag.TakeStems(words, words, Weights);
            Add(bag, text, bag.Length, entries);
            bag.TakeRuns(words, words, Weights);
            Add(bag, text, bag.Length, entries);
        }
    }

    private void AddShares(List<Reference> exemplars, List<TermEntry> entries)
    {
        var bag = new TermBag();
        for (var point = 0; point < Points; point++)
        {
            var words = Statements[point];
            AddStems(words, point);
            AddStems(Array.FindAll(words, word => !_said.Contains(TermBag.StemOf(word))), Points + point);
            bag.TakePairs(words);
            Add(bag, (2 * Points) + point, bag.Sum, entries);
            bag.TakeRuns(words, words, Weights);
            Add(bag, (3 * Points) + point, bag.Sum, entries);
            bag.TakeSingleStems(Array.FindAll(words, IsNumber), TermWeights.Even);
            Add(bag, (4 * Points) + point, bag.Sum, entries);
            bag.TakeSingleStems(Opposites.Of(words), TermWeights.Even);
            Add(bag, (5 * Points) + point, 1, entries);
        }

        for (var exemplar = 0; exemplar < exemplars.Count; exemplar++)
        {
            AddStems(exemplars[exemplar].Words, (6 * Points) + exemplar);
        }

        void AddStems(Word[] words, int column)
        {
            bag.TakeSingleStems(words, Weights);
            Add(bag, column, bag.Sum, entries);
        }
    }

    private void Add(TermBag bag, int column, float whole, List<TermEntry> entries)
    {
        for (var i = 0; i < bag.Count; i++)
        {
            if (!_vocabulary.TryGetValue(bag.Terms[i], out var number))
            {
                _vocabulary.Add(bag.Terms[i], number = _vocabulary.Count);
            }

            entries.Add(new TermEntry(number, column, bag.Values[i] / whole));
        }
    }

    [GeneratedRegex(@"\b(no|not|nobody|never|without|instead|rather|nothing)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DenyingPoint();
}
