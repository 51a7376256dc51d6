using System.Collections.Frozen;
using System.Collections.Immutable;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>A question made ready for finding its key points and red flags in sentences.</summary>
internal sealed class QuestionIndex
{
    private const int LeastLetters = 2;

    /// <summary>Shorter words of a statement stand in any text.</summary>
    private const int LeastTellingLetters = 4;

    private readonly FrozenSet<string> _wantedWords;
    private readonly FrozenSet<string> _wantedBeginnings;

    /// <summary>Makes a question ready.</summary>
    /// <param name="question">The question.</param>
    /// <param name="weights">How telling words are.</param>
    /// <param name="quotes">Labelled quotes of its key points; none where it was never trained on.</param>
    public QuestionIndex(Question question, TermWeights weights, IReadOnlyList<LabelledQuote> quotes)
    {
        Question = question;
        Weights = weights;
        var owned = question.KeyPoints.SelectMany((point, place) => point.Cues.Select(cue => (cue, place))).ToList();
        Cues = new CueIndex([.. owned.Select(item => item.cue)]);
        CueOwners = [.. owned.Select(item => item.place)];
        var flags = question.RedFlags.SelectMany((flag, place) => flag.Cues.Select(cue => (cue, place))).ToList();
        RedFlagCues = new CueIndex([.. flags.Select(item => item.cue)]);
        RedFlagCueOwners = [.. flags.Select(item => item.place)];

        var texts = question.KeyPoints.SelectMany((point, place) => TextsOf(point, place, quotes)).ToList();
        References = [.. texts.Select(item => item.Reference)];
        ByStems = new TermIndex([.. texts.Select(item => TermVector.OfStems(item.Words, item.Words, weights))]);
        ByCharacters = new TermIndex([.. texts.Select(item => TermVector.OfCharacters(item.Words, item.Words, weights))]);
        Statements = new TermIndex([.. question.KeyPoints.Select(point => TermVector.OfShares(Words.Of(point.Statement), weights))]);
        Asks = [.. Words.Of(question.Asks).Select(word => TermWeights.Stem(word).ToString())];
        HasQuotes = References.Any(reference => reference.IsQuote);
        var wanted = question.KeyPoints.SelectMany(WantedBy).Distinct().ToList();
        _wantedWords = wanted.Where(item => item.Whole).Select(item => item.Text).ToFrozenSet(StringComparer.Ordinal);
        _wantedBeginnings = wanted.Where(item => !item.Whole).Select(item => item.Text).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The question.</summary>
    public Question Question { get; }

    /// <summary>How telling words are.</summary>
    public TermWeights Weights { get; }

    /// <summary>The cues of all key points.</summary>
    public CueIndex Cues { get; }

    /// <summary>For each cue its key point's place.</summary>
    public ImmutableArray<int> CueOwners { get; }

    /// <summary>The cues of all red flags.</summary>
    public CueIndex RedFlagCues { get; }

    /// <summary>For each of them its red flag's place.</summary>
    public ImmutableArray<int> RedFlagCueOwners { get; }

    /// <summary>The texts that sentences are compared with.</summary>
    public ImmutableArray<Reference> References { get; }

    /// <summary>The references by their stems.</summary>
    public TermIndex ByStems { get; }

    /// <summary>The references by their runs of characters.</summary>
    public TermIndex ByCharacters { get; }

    /// <summary>The key points' statements, each stem by its share of the whole.</summary>
    public TermIndex Statements { get; }

    /// <summary>The stems of the question as it is asked.</summary>
    public HashSet<string> Asks { get; }

    /// <summary>Whether the grader was trained on answers to this question.</summary>
    public bool HasQuotes { get; }

    /// <summary>Whether a word is one that a cue or a statement of the question's key points holds.</summary>
    public bool LooksFor(Word word)
    {
        if (_wantedWords.Contains(word.Text))
        {
            return true;
        }

        var beginnings = _wantedBeginnings.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = LeastLetters; length <= word.Text.Length; length++)
        {
            if (beginnings.Contains(word.Text.AsSpan(0, length)))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<(string Text, bool Whole)> WantedBy(KeyPoint point)
    {
        foreach (var stem in point.Cues.SelectMany(cue => cue.Groups.SelectMany(group => group)))
        {
            foreach (var word in Words.Of(stem).Where(word => word.Text.Length >= LeastLetters && !Content.IsFunction(word.Text)))
            {
                yield return (word.Text, stem.EndsWith('$'));
            }
        }

        foreach (var word in Words.Of(point.Statement).Where(word => word.Text.Length > LeastTellingLetters))
        {
            yield return (TermWeights.Stem(word).ToString(), false);
        }
    }

    private static IEnumerable<(Reference Reference, Word[] Words)> TextsOf(KeyPoint point, int place, IReadOnlyList<LabelledQuote> quotes)
    {
        yield return (new Reference(place, ReferenceKind.Statement, string.Empty), Words.Of(point.Statement));
        yield return (new Reference(place, ReferenceKind.Criterion, string.Empty), Words.Of(point.Covered));
        foreach (var exemplar in point.Exemplars)
        {
            yield return (new Reference(place, ReferenceKind.Exemplar, string.Empty), Words.Of(exemplar));
        }

        foreach (var quote in quotes.Where(quote => quote.KeyPoint == point.Id))
        {
            var kind = quote.Coverage == Coverage.Covered ? ReferenceKind.CoveredQuote : ReferenceKind.PartialQuote;
            yield return (new Reference(place, kind, quote.Writer), Words.Of(quote.Text));
        }
    }
}
