using System.Collections.Immutable;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// Holds what the model says against the answer: credit stands only on a quote that the answer holds. A quote that is not there is a doubt, and where
/// none is there the verdict is void.
/// </summary>
internal static class EvidenceCheck
{
    /// <summary>The doubt about a quote that the answer does not hold, followed by the id of the key point or red flag.</summary>
    public const string QuoteNotFound = "quote-not-found";

    /// <summary>Checks a reply.</summary>
    /// <param name="reply">What the model says.</param>
    /// <param name="answer">The answer.</param>
    public static (ImmutableArray<Verdict> Verdicts, ImmutableArray<RedFlagFinding> RedFlags, ImmutableArray<string> Doubts) Check(
        JudgeReply reply, Answer answer)
    {
        var doubts = ImmutableArray.CreateBuilder<string>();
        var folded = FoldedText.Of(answer.Text);
        var verdicts = reply.KeyPoints.Select(VerdictOf).ToImmutableArray();
        var redFlags = reply.RedFlags.Where(said => said.Present).Select(FindingOf).OfType<RedFlagFinding>().ToImmutableArray();
        return (verdicts, redFlags, doubts.ToImmutable());

        Verdict VerdictOf(JudgeReply.OnKeyPoint said)
        {
            if (said.Coverage == Coverage.Missing)
            {
                return new Verdict(said.KeyPoint, Coverage.Missing, [], said.Reason, said.Confidence);
            }

            var evidence = Find(said.Quotes, said.KeyPoint.Id);
            return evidence.IsEmpty
                ? Verdict.NotAssessed(said.KeyPoint, "The judge gave credit without a quote that the answer holds.")
                : new Verdict(said.KeyPoint, said.Coverage, evidence, said.Reason, said.Confidence);
        }

        RedFlagFinding? FindingOf(JudgeReply.OnRedFlag said)
        {
            var evidence = Find(said.Quotes, said.RedFlag.Id);
            return evidence.IsEmpty ? null : new RedFlagFinding(said.RedFlag, evidence, said.Reason, said.Confidence);
        }

        ImmutableArray<Evidence> Find(ImmutableArray<string> quotes, string id)
        {
            var found = quotes.Select(quote => Evidence.Find(answer, folded, quote)).ToList();
            if (found.Count == 0 || found.Contains(null))
            {
                doubts.Add($"{QuoteNotFound}: {id}");
            }

            return [.. found.OfType<Evidence>().Distinct()];
        }
    }
}
