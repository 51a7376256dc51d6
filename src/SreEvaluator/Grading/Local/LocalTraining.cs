using SreEvaluator.Agreement;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>Makes the local grader's model.</summary>
public static class LocalTraining
{
    private const int LeastAnswers = 4;

    /// <summary>Trains a model, measures one trained alike on answers held out, and writes the model and its card.</summary>
    /// <param name="rubrics">The rubrics that the labels refer to.</param>
    /// <param name="answers">The labelled answers; those of unknown questions are left out.</param>
    /// <param name="folder">Where the model goes; made where it is not there.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="progress">Told of each step; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">The answers are too few or too alike to learn from.</exception>
    public static LocalModelCard Train(
        RubricLibrary rubrics,
        IReadOnlyList<LabelledAnswer> answers,
        string folder,
        ScoringRules rules,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rubrics);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var usable = answers.Where(answer => rubrics.Find(answer.Question) is not null).ToList();
        ThrowIfNothingToLearn(usable);
        progress?.Report("training");
        var model = LocalModel.Fit(rubrics, usable, cancellationToken);
        var card = new LocalModelCard
        {
            Sha256 = string.Empty,
            Answers = usable.Count,
            Writers = usable.Select(answer => answer.Writer).Distinct(StringComparer.Ordinal).Count(),
            Questions = usable.Select(answer => answer.Question).Distinct(StringComparer.Ordinal).Count(),
            Quotes = model.Quotes.Length,
            UnseenWriters = Measure(Fold.Writer, answer => answer.Writer),
            UnseenQuestions = Measure(Fold.Question, answer => answer.Question),
        };
        cancellationToken.ThrowIfCancellationRequested();
        card = card with { Sha256 = LocalModelFile.Write(model, folder) };
        File.WriteAllText(Path.Combine(folder, LocalModelCard.Name), card.ToMarkdown());
        return card;

        AgreementFigures? Measure(Fold by, Func<LabelledAnswer, string> group)
        {
            if (usable.Select(group).Distinct(StringComparer.Ordinal).Count() < 2)
            {
                return null;
            }

            var told = progress is null ? null : new Relay(progress, $"measuring on unseen {by.ToString().ToLowerInvariant()}s: ");
            var tally = new AgreementTally();
            foreach (var (labelled, evaluation) in CrossValidation.Run(rubrics, usable, by, rules, told, cancellationToken))
            {
                tally.Add(evaluation, labelled, rules);
            }

            return tally.Figures();
        }
    }

    /// <summary>Refuses answers from which no model can be made.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="least">The fewest of them.</param>
    internal static void ThrowIfNothingToLearn(IReadOnlyCollection<LabelledAnswer> answers, int least = LeastAnswers)
    {
        var credited = answers.Count(answer => answer.Labels.Values.Any(label => label.Coverage is Coverage.Covered or Coverage.Partial));
        if (credited < 2 || answers.Count < least)
        {
            throw new InputException(new InputProblem(
                "labelled answers",
                null,
                $"{answers.Count} answers to known questions, {credited} of them with a covered or partial key point",
                $"at least {least}, and 2 of them with one",
                "Label more answers, or add data/labelled-answers.jsonl to your own."));
        }
    }

    private sealed class Relay(IProgress<string> to, string prefix) : IProgress<string>
    {
        public void Report(string value) => to.Report(prefix + value);
    }
}
