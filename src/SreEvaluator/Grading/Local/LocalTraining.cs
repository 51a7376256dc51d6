using SreEvaluator.Agreement;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>Makes the local grader's model.</summary>
public static class LocalTraining
{
    /// <summary>Of fewer labelled answers, figures tell more of chance than of the grader.</summary>
    public const int FewAnswers = 50;

    private const int LeastAnswers = 4;
    private const int LeastCredited = 2;

    /// <summary>Trains a model, measures one trained alike on answers held out, and writes the model and its card.</summary>
    /// <param name="rubrics">The rubrics that the labels refer to.</param>
    /// <param name="answers">The labelled answers; those of unknown questions are left out.</param>
    /// <param name="added">More of them, learnt from alike; what they change is measured. May be empty.</param>
    /// <param name="folder">Where the model goes; made where it is not there.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="progress">Told of each step; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">The answers are too few or too alike to learn from.</exception>
    public static LocalModelCard Train(
        RubricLibrary rubrics,
        IReadOnlyList<LabelledAnswer> answers,
        IReadOnlyList<LabelledAnswer> added,
        string folder,
        ScoringRules rules,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rubrics);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(added);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        List<LabelledAnswer> usable = [.. answers.Concat(added).Where(answer => rubrics.Find(answer.Question) is not null)];
        ThrowIfNothingToLearn(usable);
        var news = usable.Intersect(added).ToHashSet();
        progress?.Report("training");
        var model = LocalModel.Fit(rubrics, usable, cancellationToken);
        var byWriter = Measure(Fold.Writer, learnsFrom: null);
        var card = new LocalModelCard
        {
            Sha256 = string.Empty,
            Answers = usable.Count,
            Writers = WritersOf(usable),
            Questions = usable.Select(answer => answer.Question).Distinct(StringComparer.Ordinal).Count(),
            Quotes = model.Quotes.Length,
            UnseenWriters = FiguresOf(byWriter, usable),
            UnseenQuestions = FiguresOf(Measure(Fold.Question, learnsFrom: null), usable),
            Added = news.Count == 0 ? null : Compare(byWriter),
        };
        cancellationToken.ThrowIfCancellationRequested();
        card = card with { Sha256 = LocalModelFile.Write(model, folder) };
        File.WriteAllText(Path.Combine(folder, LocalModelCard.Name), card.ToMarkdown());
        return card;

        AddedAnswers Compare(IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> after)
        {
            var before = Measure(Fold.Writer, [.. usable.Where(answer => !news.Contains(answer))]);
            return new AddedAnswers { Answers = news.Count, Writers = WritersOf(news), OnThem = On(news), OnAll = On(usable) };

            BeforeAndAfter? On(IReadOnlyCollection<LabelledAnswer> measured) =>
                FiguresOf(before, measured) is { } without && FiguresOf(after, measured) is { } with ? new BeforeAndAfter(without, with) : null;
        }

        // Empty where it can't be measured.
        IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> Measure(Fold by, IReadOnlyCollection<LabelledAnswer>? learnsFrom)
        {
            var what = $"measuring on unseen {by.ToString().ToLowerInvariant()}s{(learnsFrom is null ? string.Empty : ", without what was added")}: ";
            return CrossValidation.CanRun(usable, by, learnsFrom ?? usable)
                ? CrossValidation.Run(rubrics, usable, by, learnsFrom ?? usable, rules, progress is null ? null : new Relay(progress, what), cancellationToken)
                : [];
        }

        AgreementFigures? FiguresOf(IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> graded, IReadOnlyCollection<LabelledAnswer> measured)
        {
            var tally = new AgreementTally();
            foreach (var (labelled, evaluation) in graded.Where(pair => measured.Contains(pair.Labelled)))
            {
                tally.Add(evaluation, labelled, rules);
            }

            return graded.Count == 0 ? null : tally.Figures();
        }
    }

    /// <summary>Refuses answers from which no model can be made.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="least">The fewest of them.</param>
    internal static void ThrowIfNothingToLearn(IReadOnlyCollection<LabelledAnswer> answers, int least = LeastAnswers)
    {
        if (!IsEnoughToLearnFrom(answers, least))
        {
            var credited = answers.Count(IsCredited);
            throw new InputException(new InputProblem(
                "labelled answers",
                null,
                $"{answers.Count} answers to known questions, {credited} of them with a covered or partial key point",
                $"at least {least}, and {LeastCredited} of them with one",
                "Label more answers, or add data/labelled-answers.jsonl to your own."));
        }
    }

    /// <summary>Whether a model can be made from answers.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="least">The fewest of them.</param>
    internal static bool IsEnoughToLearnFrom(IReadOnlyCollection<LabelledAnswer> answers, int least) =>
        answers.Count >= least && answers.Count(IsCredited) >= LeastCredited;

    private static bool IsCredited(LabelledAnswer answer) => answer.Labels.Values.Any(label => label.Coverage is Coverage.Covered or Coverage.Partial);

    private static int WritersOf(IEnumerable<LabelledAnswer> answers) => answers.Select(answer => answer.Writer).Distinct(StringComparer.Ordinal).Count();

    private sealed class Relay(IProgress<string> to, string prefix) : IProgress<string>
    {
        public void Report(string value) => to.Report(prefix + value);
    }
}
