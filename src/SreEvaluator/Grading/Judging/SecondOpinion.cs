using System.Collections.Immutable;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// What two judges say together. Where they agree, the verdict stands with the higher confidence of the two. Where they differ, the more cautious verdict stands
/// with the lower confidence, and a person is asked: models err by granting too much, and credit that one of two careful readers would not give is not certain.
/// </summary>
internal static class SecondOpinion
{
    /// <summary>The doubt about a key point on which the judges differ, followed by its id.</summary>
    public const string JudgesDisagree = "judges-disagree";

    /// <summary>The doubt that the second judge could not be asked, followed by a word of <see cref="JudgeFailure"/>.</summary>
    public const string Failed = "second-judge-failed";

    /// <summary>The verdicts about which the second judge is asked.</summary>
    /// <param name="verdicts">What the first judge says.</param>
    /// <param name="below">The confidence below which a verdict is uncertain. A voided verdict is not: it has no evidence to weigh.</param>
    public static IEnumerable<Verdict> Uncertain(IEnumerable<Verdict> verdicts, double below) =>
        verdicts.Where(verdict => verdict.Coverage != Coverage.NotAssessed && verdict.Confidence < below);

    /// <summary>Joins what both say.</summary>
    /// <param name="first">What the first judge says, on all key points.</param>
    /// <param name="second">What the second says, on some; a verdict of it that is void is no opinion.</param>
    /// <returns>A verdict for each of the first, and the doubts where the judges differ.</returns>
    public static (ImmutableArray<Verdict> Verdicts, ImmutableArray<string> Doubts) Join(ImmutableArray<Verdict> first, ImmutableArray<Verdict> second)
    {
        var opinions = second.Where(verdict => verdict.Coverage != Coverage.NotAssessed).ToDictionary(verdict => verdict.KeyPoint.Id, StringComparer.Ordinal);
        var doubts = ImmutableArray.CreateBuilder<string>();
        return ([.. first.Select(Joined)], doubts.ToImmutable());

        Verdict Joined(Verdict verdict)
        {
            if (!opinions.TryGetValue(verdict.KeyPoint.Id, out var other))
            {
                return verdict;
            }

            if (other.Coverage == verdict.Coverage)
            {
                return WithConfidence(verdict, Math.Max(verdict.Confidence, other.Confidence));
            }

            doubts.Add($"{JudgesDisagree}: {verdict.KeyPoint.Id}");
            return WithConfidence(other.Coverage < verdict.Coverage ? other : verdict, Math.Min(verdict.Confidence, other.Confidence));
        }
    }

    private static Verdict WithConfidence(Verdict verdict, double confidence) =>
        new(verdict.KeyPoint, verdict.Coverage, verdict.Evidence, verdict.Reason, confidence);
}
