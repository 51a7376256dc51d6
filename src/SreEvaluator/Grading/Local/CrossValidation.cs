using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>Grades every labelled answer with a model that was trained without its writer, or without its question.</summary>
public static class CrossValidation
{
    /// <summary>Trains a model for each fold and grades what was held out. Everything that is fitted is fitted without the held-out answers.</summary>
    /// <param name="rubrics">The rubrics that the labels refer to.</param>
    /// <param name="answers">The labelled answers; those of unknown questions are left out.</param>
    /// <param name="by">What is held out together.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="progress">Told of each fold that is done; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The evaluations with the labels, in the order of <paramref name="answers"/>.</returns>
    /// <exception cref="InputException">There are not at least two folds.</exception>
    public static IReadOnlyList<(LabelledAnswer Labelled, Evaluation Evaluation)> Run(
        RubricLibrary rubrics,
        IReadOnlyList<LabelledAnswer> answers,
        Fold by,
        ScoringRules rules,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rubrics);
        ArgumentNullException.ThrowIfNull(answers);
        var usable = answers.Where(answer => rubrics.Find(answer.Question) is not null).ToList();
        var folds = usable.GroupBy(answer => by == Fold.Writer ? answer.Writer : answer.Question, StringComparer.Ordinal).ToList();
        if (folds.Count < 2)
        {
            throw new InputException(new InputProblem(
                "labelled answers", null, $"{folds.Count} different {(by == Fold.Writer ? "writers" : "questions")}", "at least 2 to cross-validate"));
        }

        var evaluations = new Dictionary<LabelledAnswer, Evaluation>(ReferenceEqualityComparer.Instance);
        var done = 0;
        Parallel.ForEach(folds, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, fold =>
        {
            var held = fold.ToHashSet();
            var model = LocalModel.Fit(rubrics, [.. usable.Where(answer => !held.Contains(answer))], cancellationToken);
            var grader = new LocalGrader(model, hash: null, rules, TimeProvider.System);
            foreach (var question in fold.GroupBy(answer => answer.Question, StringComparer.Ordinal))
            {
                var graded = grader.Grade(rubrics.Find(question.Key)!, [.. question.Select(answer => answer.Answer)]);
                lock (evaluations)
                {
                    foreach (var (labelled, evaluation) in question.Zip(graded))
                    {
                        evaluations.Add(labelled, evaluation);
                    }
                }
            }

            progress?.Report($"{Interlocked.Increment(ref done)} of {folds.Count} folds");
        });
        return [.. usable.Select(labelled => (labelled, evaluations[labelled]))];
    }
}
