using System.Collections.Immutable;

namespace SreEvaluator.Grading.Local;

/// <summary>Finds red flags by their cues: one is found where a cue fires on words that are asserted.</summary>
internal static class RedFlagFinder
{
    /// <summary>
    /// How probably a finding is right: cues alone can't tell irony and reports of others. With few labelled red flags there is nothing to
    /// calibrate it on, so it stays below every threshold that asks for a person.
    /// </summary>
    private const double Confidence = 0.5;

    /// <summary>The red flags that an answer holds, each with the first sentence that does.</summary>
    public static IEnumerable<RedFlagFinding> Find(QuestionIndex index, Answer answer, IReadOnlyList<Sentence> sentences)
    {
        var groups = new int[index.RedFlagCues.Cues.Length];
        var found = new HashSet<int>();
        foreach (var sentence in sentences)
        {
            Array.Clear(groups);
            index.RedFlagCues.Find(sentence.Words, Polarity.Asserted(answer.Text, sentence.Words), groups);
            for (var cue = 0; cue < groups.Length; cue++)
            {
                var redFlag = index.RedFlagCueOwners[cue];
                if (index.RedFlagCues.Fires(cue, groups[cue]) && found.Add(redFlag))
                {
                    ImmutableArray<Evidence> evidence = [Evidence.At(answer, sentence.Start, sentence.Length)];
                    yield return new RedFlagFinding(index.Question.RedFlags[redFlag], evidence, "The words hold this misconception.", Confidence);
                }
            }
        }
    }
}
