using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>Grades every labelled answer with a model that was trained without its writer, or without its question.</summary>
public static class CrossValidation
{
    private const int MostFolds = 6;
    private const int LeastFolds = 2;

    /// <summary>What is left without a fold may be less than a model of its own is made of: it only measures.</summary>
    private const int LeastBesidesFold = 2;

    /// <summary>Trains a model for each fold and grades what was held out. Everything that is fitted is fitted without the held-out answers.</summary>
    /// <param name="rubrics">The rubrics that the labels refer to.</param>
    /// <param name="answers">The labelled answers; those of unknown questions are left out.</param>
    /// <param name="by">What is held out together.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="progress">Told of each fold that is done; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The evaluations with the labels, in the order of <paramref name="answers"/>.</returns>
    /// <exception cref="InputException">There are not at least two folds, or what is left without one is too little to learn from.</exception>
    public static IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> Run(
        RubricLibrary rubrics,
        IReadOnlyList<LabelledAnswer> answers,
        Fold by,
        ScoringRules rules,
        IProgress<string>? progress,
        CancellationToken cancellationToken) => Run(rubrics, answers, by, answers, rules, progress, cancellationToken);

    /// <summary>The same with models that learn from some of the answers only.</summary>
    /// <param name="rubrics">The rubrics that the labels refer to.</param>
    /// <param name="answers">The labelled answers to grade; those of unknown questions are left out.</param>
    /// <param name="by">What is held out together.</param>
    /// <param name="learnsFrom">Those that are learnt from where they are not held out.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="progress">Told of each fold that is done; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal static IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> Run(
        RubricLibrary rubrics,
        IReadOnlyList<LabelledAnswer> answers,
        Fold by,
        IReadOnlyCollection<LabelledAnswer> learnsFrom,
        ScoringRules rules,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rubrics);
        ArgumentNullException.ThrowIfNull(answers);
        var usable = answers.Where(answer => rubrics.Find(answer.Question) is not null).ToList();
        var folds = FoldsOf(usable, by);
        if (folds.Count < LeastFolds)
        {
            throw new InputException(new InputProblem(
                "labelled answers", null, $"{folds.Count} different {(by == Fold.Writer ? "writers" : "questions")}", $"at least {LeastFolds} to cross-validate"));
        }

        foreach (var fold in folds)
        {
            LocalTraining.ThrowIfNothingToLearn(Besides(fold, usable, learnsFrom), LeastBesidesFold);
        }

        var evaluations = new Dictionary<LabelledAnswer, Evaluation>(ReferenceEqualityComparer.Instance);
        var done = 0;
        Parallel.ForEach(folds, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, fold =>
        {
            var graded = Grade(rubrics, Besides(fold, usable, learnsFrom), fold, rules, cancellationToken);
            lock (evaluations)
            {
                foreach (var (labelled, evaluation) in graded)
                {
                    evaluations.Add(labelled, evaluation);
                }
            }

            progress?.Report($"{Interlocked.Increment(ref done)} of {folds.Count} folds");
        });
        return [.. usable.Select(labelled => (labelled, evaluations[labelled]))];
    }

    /// <summary>Grades labelled answers with a model that was trained on others. Everything that is fitted is fitted on those others.</summary>
    /// <param name="rubrics">The rubrics that the labels refer to.</param>
    /// <param name="train">The labelled answers to learn from; those of unknown questions are left out.</param>
    /// <param name="test">The labelled answers to grade; those of unknown questions are left out.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The evaluations with the labels, in the order of <paramref name="test"/>.</returns>
    /// <exception cref="InputException">There is too little to learn from.</exception>
    public static IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> TrainAndTest(
        RubricLibrary rubrics,
        IReadOnlyList<LabelledAnswer> train,
        IReadOnlyList<LabelledAnswer> test,
        ScoringRules rules,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rubrics);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        LocalTraining.ThrowIfNothingToLearn([.. train.Where(answer => rubrics.Find(answer.Question) is not null)]);
        return Grade(rubrics, train, test, rules, cancellationToken);
    }

    /// <summary>Whether there is enough for <see cref="Run(RubricLibrary, IReadOnlyList{LabelledAnswer}, Fold, IReadOnlyCollection{LabelledAnswer}, ScoringRules, IProgress{string}?, CancellationToken)"/>.</summary>
    internal static bool CanRun(IReadOnlyCollection<LabelledAnswer> answers, Fold by, IReadOnlyCollection<LabelledAnswer> learnsFrom)
    {
        var folds = FoldsOf(answers, by);
        return folds.Count >= LeastFolds && folds.TrueForAll(fold => LocalTraining.IsEnoughToLearnFrom(Besides(fold, answers, learnsFrom), LeastBesidesFold));
    }

    private static List<List<LabelledAnswer>> FoldsOf(IReadOnlyCollection<LabelledAnswer> answers, Fold by)
    {
        var groups = answers.GroupBy(answer => by == Fold.Writer ? answer.Writer : answer.Question, StringComparer.Ordinal).ToList();

        // Neighbours go together: a scenario and its follow-up are of one topic.
        var size = Math.Max(1, (groups.Count + MostFolds - 1) / MostFolds);
        return [.. groups.OrderBy(group => group.Key, StringComparer.Ordinal).Chunk(size).Select(chunk => chunk.SelectMany(group => group).ToList())];
    }

    private static List<LabelledAnswer> Besides(
        IEnumerable<LabelledAnswer> fold, IEnumerable<LabelledAnswer> answers, IReadOnlyCollection<LabelledAnswer> learnsFrom) =>
        [.. answers.Except(fold).Intersect(learnsFrom)];

    private static List<(LabelledAnswer Labelled, Evaluation Evaluation)> Grade(
        RubricLibrary rubrics,
        IReadOnlyList<LabelledAnswer> train,
        IReadOnlyList<LabelledAnswer> test,
        ScoringRules rules,
        CancellationToken cancellationToken)
    {
        var grader = new LocalGrader(LocalModel.Fit(rubrics, train, cancellationToken), hash: null, rules, TimeProvider.System);
        var evaluations = new Dictionary<LabelledAnswer, Evaluation>(ReferenceEqualityComparer.Instance);
        foreach (var answers in test.GroupBy(answer => answer.Question, StringComparer.Ordinal))
        {
            if (rubrics.Find(answers.Key) is { } question)
            {
                foreach (var labelled in answers)
                {
                    evaluations.Add(labelled, grader.Grade(question, labelled.Answer));
                }
            }
        }

        return [.. test.Where(evaluations.ContainsKey).Select(labelled => (labelled, evaluations[labelled]))];
    }
}
