namespace SreEvaluator.Grading.Local;

/// <summary>Room to scan answers to a question in, used again for one answer after another.</summary>
/// <param name="index">The question.</param>
internal sealed class ScanWork(QuestionIndex index)
{
    private int[] _found = [];

    /// <summary>The terms of one sentence.</summary>
    public TermBag Terms { get; } = new();

    /// <summary>The cosine of a sentence with each reference, by stems.</summary>
    public float[] ByStems { get; } = new float[index.References.Length];

    /// <summary>The same by characters.</summary>
    public float[] ByCharacters { get; } = new float[index.References.Length];

    /// <summary>The sums of <see cref="QuestionIndex.Shared"/> for a sentence.</summary>
    public float[] Shares { get; } = new float[index.SharedColumns];

    /// <summary>The same for the sentences so far, each term once.</summary>
    public float[] WholeShares { get; } = new float[index.SharedColumns];

    /// <summary>For each term of the vocabulary the number of the last sentence that said it; 0 where none did.</summary>
    public int[] LastSaid { get; } = new int[index.Terms];

    /// <summary>Those of them that the sentence at hand was the first to say.</summary>
    public List<int> News { get; } = [];

    /// <summary>The numbers of the cues' stems in the sentence at hand.</summary>
    public List<int> CueStems { get; } = [];

    /// <summary>For each of <see cref="QuestionIndex.CueStems"/> the number of the last sentence that said it; 0 where none did.</summary>
    public int[] LastCueStem { get; } = new int[index.CueStems.Count];

    /// <summary>For each key point what the words of the sentence at hand tell of it, by the rubric alone.</summary>
    public float[] Telling { get; } = new float[index.Points];

    /// <summary>What the most telling of them does.</summary>
    public float[] TellingMost { get; } = new float[index.Points];

    /// <summary>The same as <see cref="Telling"/>, by the quotes too.</summary>
    public float[] QuoteTelling { get; } = new float[index.Points];

    /// <summary>What the most telling of them does.</summary>
    public float[] QuoteTellingMost { get; } = new float[index.Points];

    /// <summary>The number of the sentence at hand, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The terms of the sentence at hand in their order, of those in the vocabulary.</summary>
    public List<int> Sequence { get; } = [];

    /// <summary>A row of the table by which the longest common subsequence is found.</summary>
    public int[] Longest { get; } = new int[1 + index.StatementTerms.Max(terms => terms.Length)];

    /// <summary>The same of what is asserted.</summary>
    public float[] AssertedShares { get; } = new float[index.SharedColumns];

    /// <summary>For each key point the weight of a sentence's stems that its statement says and the question does not.</summary>
    public float[] Said { get; } = new float[index.Points];

    /// <summary>For each cue the groups found in a sentence, denied or not.</summary>
    public int[] AllGroups { get; } = new int[index.Cues.Cues.Length];

    /// <summary>The groups that were found in a sentence, for each cue; all of them clear after <see cref="Clear"/>.</summary>
    /// <param name="sentence">The sentence's place.</param>
    public Span<int> Found(int sentence) => _found.AsSpan(sentence * index.Cues.Cues.Length, index.Cues.Cues.Length);

    /// <summary>Makes room for the next sentence.</summary>
    public void StartSentence()
    {
        Number++;
        News.Clear();
        CueStems.Clear();
        Sequence.Clear();
        Array.Clear(AllGroups);
        foreach (var sums in (ReadOnlySpan<float[]>)[ByStems, ByCharacters, Shares, AssertedShares, Said, Telling, TellingMost, QuoteTelling, QuoteTellingMost])
        {
            Array.Clear(sums);
        }
    }

    /// <summary>Makes room for an answer.</summary>
    /// <param name="sentences">How many sentences it has.</param>
    public void Clear(int sentences)
    {
        Array.Clear(WholeShares);
        Array.Clear(LastSaid);
        Array.Clear(LastCueStem);
        Number = 0;
        var size = sentences * index.Cues.Cues.Length;
        if (_found.Length < size)
        {
            _found = new int[size];
        }
        else
        {
            Array.Clear(_found, 0, size);
        }
    }
}
