using System.Collections.Immutable;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;

namespace SreEvaluator.Reviews;

/// <summary>What people decided, as labels to train and measure with, and as examples for the judge.</summary>
public static class ReviewedLabels
{
    /// <summary>The answer with people's verdicts as labels; null where they have not decided on every key point, as what they left open is no label.</summary>
    /// <param name="evaluation">The evaluation with what people decided.</param>
    /// <param name="writer">Who wrote the answer; empty where that is not known.</param>
    public static LabelledAnswer? Of(EffectiveEvaluation evaluation, string writer)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(writer);
        if (evaluation.Verdicts.Any(verdict => verdict.Person is null))
        {
            return null;
        }

        var machine = evaluation.Machine;
        // Ids are unique among the answers to a question, and here among all.
        var id = $"{machine.Question.Id}/{machine.Answer.Id}";
        return new LabelledAnswer
        {
            Question = machine.Question.Id,
            Answer = new Answer(id, machine.Answer.Text),
            // Who is not named is somebody else each time, not one and the same nobody.
            Writer = writer.Length == 0 ? id : writer,
            Labels = evaluation.Verdicts
                .Where(verdict => verdict.Coverage != Coverage.Missing)
                .ToImmutableDictionary(verdict => verdict.Machine.KeyPoint.Id, verdict => new Label(verdict.Coverage, PassageOf(verdict), []), StringComparer.Ordinal),
            RedFlags = evaluation.RedFlags.ToImmutableDictionary(
                redFlag => redFlag.Id,
                redFlag => machine.RedFlags.FirstOrDefault(found => found.RedFlag.Id == redFlag.Id)?.Evidence[0].Quote ?? string.Empty,
                StringComparer.Ordinal),
        };
    }

    /// <summary>The passages on which a person was of another mind than the machine, as examples for the judge.</summary>
    /// <param name="evaluation">The evaluation with what people decided.</param>
    public static IEnumerable<JudgeExemplar> ExemplarsOf(EffectiveEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return evaluation.Verdicts
            .Where(verdict => verdict.Person is not null && verdict.Coverage != verdict.Machine.Coverage)
            .Select(verdict => (Verdict: verdict, Passage: PassageOf(verdict)))
            .Where(pair => !string.IsNullOrWhiteSpace(pair.Passage) && pair.Passage.Length <= JudgeExemplar.MostCharacters)
            .Select(pair => new JudgeExemplar(evaluation.Machine.Question.Id, pair.Verdict.Machine.KeyPoint.Id, pair.Passage, pair.Verdict.Coverage));
    }

    private static string PassageOf(EffectiveVerdict verdict) => verdict.Person is { Quote.Length: > 0 } person
        ? person.Quote
        : verdict.Machine.Evidence.IsEmpty ? string.Empty : verdict.Machine.Evidence[0].Quote;
}
