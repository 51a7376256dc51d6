using System.Collections.Immutable;

namespace SreEvaluator.Rubrics;

/// <summary>A key point or red flag as the lint sees it: what has cues.</summary>
/// <param name="Where">What findings call it.</param>
/// <param name="Id">Its id.</param>
/// <param name="Cues">Its cues.</param>
/// <param name="Exemplars">Its exemplars.</param>
internal sealed record LintedPart(string Where, string Id, ImmutableArray<Cue> Cues, ImmutableArray<string> Exemplars)
{
    private readonly CueIndex _index = new(Cues);

    public static LintedPart Of(Question question, KeyPoint keyPoint) =>
        new($"{question.Id}: key point {keyPoint.Id}", keyPoint.Id, keyPoint.Cues, keyPoint.Exemplars);

    public static LintedPart Of(Question question, RedFlag redFlag) =>
        new($"{question.Id}: red flag {redFlag.Id}", redFlag.Id, redFlag.Cues, redFlag.Exemplars);

    /// <summary>Whether a cue fires on a text, taken as one sentence.</summary>
    public bool FiresOn(string sentence) => FiringOn(sentence).Any();

    /// <summary>The places of the cues that fire on a text, taken as one sentence; from 0.</summary>
    public IEnumerable<int> FiringOn(string sentence)
    {
        var groups = new int[Cues.Length];
        _index.Find(Words.Of(sentence), groups);
        return Enumerable.Range(0, groups.Length).Where(cue => _index.Fires(cue, groups[cue]));
    }
}
