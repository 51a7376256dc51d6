using System.Collections.Immutable;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// Holds what the model says against the answer: credit stands only on a quote that the evidence rules let through. Each refusal is a doubt. Where no quote is
/// left, the credit goes: the point is missing where the answer holds the quote and it does not carry the point, as that was read and weighed; it is not assessed
/// where the answer does not hold it, as that says nothing about the answer.
/// </summary>
internal static class EvidenceCheck
{
    /// <summary>Checks a reply.</summary>
    /// <param name="reply">What the model says.</param>
    /// <param name="question">The question.</param>
    /// <param name="answer">The answer.</param>
    public static (ImmutableArray<Verdict> Verdicts, ImmutableArray<RedFlagFinding> RedFlags, ImmutableArray<string> Doubts) Check(
        JudgeReply reply, Question question, Answer answer)
    {
        var doubts = new List<Signal>();
        var rules = new EvidenceRules(question, answer);
        var verdicts = reply.KeyPoints.Select(VerdictOf).ToImmutableArray();
        var redFlags = reply.RedFlags.Where(said => said.Present).Select(FindingOf).OfType<RedFlagFinding>().ToImmutableArray();
        doubts.AddRange(rules.Together(verdicts));
        return (verdicts, redFlags, [.. doubts.Distinct().Select(doubt => doubt.ToString())]);

        Verdict VerdictOf(JudgeReply.OnKeyPoint said)
        {
            if (said.Coverage == Coverage.Missing)
            {
                return new Verdict(said.KeyPoint, Coverage.Missing, [], said.Reason, said.Confidence);
            }

            var evidence = new List<Evidence>();
            var refusals = new List<string>();
            foreach (var quote in said.Quotes)
            {
                if (rules.Check(said.KeyPoint, quote, out var refusal) is { } found)
                {
                    evidence.Add(found);
                }
                else
                {
                    refusals.Add(refusal!);
                }
            }

            if (said.Quotes.IsEmpty)
            {
                refusals.Add(Doubt.QuoteNotFound);
            }

            doubts.AddRange(refusals.Select(refusal => new Signal(refusal, said.KeyPoint.Id)));
            if (evidence.Count > 0)
            {
                return new Verdict(said.KeyPoint, said.Coverage, [.. evidence.Distinct()], said.Reason, said.Confidence);
            }

            return refusals.TrueForAll(refusal => refusal == Doubt.QuoteNotFound)
                ? Verdict.NotAssessed(said.KeyPoint, "The judge gave credit without a quote that the answer holds.")
                : new Verdict(said.KeyPoint, Coverage.Missing, [], "The judge gave credit for a passage that does not carry the point.", 1 - said.Confidence);
        }

        RedFlagFinding? FindingOf(JudgeReply.OnRedFlag said)
        {
            var found = said.Quotes.Select(rules.Find).ToList();
            if (found.Count == 0 || found.Contains(null))
            {
                doubts.Add(new Signal(Doubt.QuoteNotFound, said.RedFlag.Id));
            }

            ImmutableArray<Evidence> evidence = [.. found.OfType<Evidence>().Distinct()];
            return evidence.IsEmpty ? null : new RedFlagFinding(said.RedFlag, evidence, said.Reason, said.Confidence);
        }
    }
}
