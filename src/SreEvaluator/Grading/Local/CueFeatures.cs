using System.Numerics;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>Which cues fire in a sentence, and how much of the others is there.</summary>
internal static class CueFeatures
{
    /// <summary>Sets the features of a sentence.</summary>
    /// <param name="index">The question.</param>
    /// <param name="words">The sentence's words.</param>
    /// <param name="asserted">The same with blanks for those that are denied.</param>
    /// <param name="found">Gets the groups that are asserted, for each cue.</param>
    /// <param name="work">Room to work in; its number is that of the sentence, and it gets the groups that are there, denied or not.</param>
    /// <param name="rows">Gets the features.</param>
    public static void Set(QuestionIndex index, Word[] words, Word[] asserted, Span<int> found, ScanWork work, SentenceRows rows)
    {
        index.Cues.Find(words, asserted, found, work.AllGroups, work.CueStems);
        for (var cue = 0; cue < found.Length; cue++)
        {
            if (work.AllGroups[cue] == 0)
            {
                continue;
            }

            var groups = index.Cues.Cues[cue].Groups.Length;
            var row = rows[index.CueOwners[cue]];
            row[SentenceFeature.CueGroups] += BitOperations.PopCount((uint)found[cue]);
            if (index.Cues.Fires(cue, found[cue]))
            {
                row[SentenceFeature.CuesFired]++;
                row.Raise(SentenceFeature.GroupsFired, groups);
            }
            else if (index.Cues.Fires(cue, work.AllGroups[cue]))
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
            ref var last = ref work.LastCueStem[index.CueStems.PlaceOf(stem)];
            if (last != work.Number)
            {
                last = work.Number;
                var row = rows[index.CueStems.OwnerOf(stem)];
                row[SentenceFeature.CueWeight] += index.CueStems.WeightOf(stem);
                row.Raise(SentenceFeature.CueMost, index.CueStems.WeightOf(stem));
            }
        }

        rows.SetMargins(SentenceFeature.CueMargin, SentenceFeature.CueWeight, SentenceFeature.CueWeight);

        var fired = 0;
        for (var point = 0; point < index.Points; point++)
        {
            fired += rows[point][SentenceFeature.CuesFired] > 0 ? 1 : 0;
        }

        for (var point = 0; point < index.Points; point++)
        {
            var row = rows[point];
            row[SentenceFeature.OthersFired] = fired - (row[SentenceFeature.CuesFired] > 0 ? 1 : 0);
        }
    }

    /// <summary>Tells of cues that fire together with the sentence before or after.</summary>
    /// <param name="index">The question.</param>
    /// <param name="found">The groups that are asserted in the sentence, for each cue.</param>
    /// <param name="before">Those in the sentence before; the sentence's own where it is the first.</param>
    /// <param name="after">Those in the sentence after; its own where it is the last.</param>
    /// <param name="rows">Gets the feature.</param>
    public static void SetNear(QuestionIndex index, ReadOnlySpan<int> found, ReadOnlySpan<int> before, ReadOnlySpan<int> after, SentenceRows rows)
    {
        for (var cue = 0; cue < found.Length; cue++)
        {
            if (found[cue] != 0 && (index.Cues.Fires(cue, found[cue] | before[cue]) || index.Cues.Fires(cue, found[cue] | after[cue])))
            {
                rows[index.CueOwners[cue]][SentenceFeature.FiresNear] = 1;
            }
        }
    }
}
