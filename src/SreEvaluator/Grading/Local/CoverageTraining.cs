namespace SreEvaluator.Grading.Local;

/// <summary>Fits a <see cref="CoverageModel"/>. What the second step and the verdict rule learn from are predictions for answers held out.</summary>
internal static class CoverageTraining
{
    private const int MostFolds = 4;

    private static readonly TreeShape SentenceTrees = new(Trees: 80, Leaves: 8, LeastRowsInLeaf: 20, LearningRate: 0.1);
    private static readonly TreeShape AnswerTrees = new(Trees: 60, Leaves: 6, LeastRowsInLeaf: 20, LearningRate: 0.08);

    private static readonly Penalty OfKnown = new(L1: 0.05f, L2: 0.5f);

    // What holds for questions that it has not met is simpler.
    private static readonly Penalty OfUnknown = new(L1: 0, L2: 2);

    /// <summary>Fits a model.</summary>
    /// <param name="answers">What it learns from.</param>
    /// <param name="withQuotes">Whether it may look at labelled quotes.</param>
    /// <param name="group">What is held out together: the writer, or the question.</param>
    /// <param name="cancellationToken">Ends the work between steps.</param>
    public static CoverageModel Fit(
        IReadOnlyList<TrainingAnswer> answers, bool withQuotes, Func<LabelledAnswer, string> group, CancellationToken cancellationToken)
    {
        var folds = FoldsOf(answers, group);
        var penalty = withQuotes ? OfKnown : OfUnknown;
        var probabilities = new Dictionary<TrainingAnswer, float[]>();
        foreach (var fold in folds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var held = fold.ToHashSet();
            var scorer = FitSentences(answers.Where(answer => !held.Contains(answer)), withQuotes, penalty);
            foreach (var answer in fold)
            {
                probabilities.Add(answer, CoverageModel.SentenceProbabilities(scorer, answer.Scan, withQuotes));
            }
        }

        var rows = answers.ToDictionary(answer => answer, answer => answer.AnswerRows(probabilities[answer], withQuotes).ToList());
        var pairs = new List<(PointFinding Finding, Coverage Label)>();
        foreach (var fold in folds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var held = fold.ToHashSet();
            var scorer = ScorerTraining.Train([.. answers.Where(answer => !held.Contains(answer)).SelectMany(answer => rows[answer])], AnswerTrees, penalty, classes: 2);
            foreach (var answer in fold)
            {
                var findings = CoverageModel.Find(scorer, answer.Scan, probabilities[answer], withQuotes);
                pairs.AddRange(answer.LabelledPoints.Select(point => (findings[point], answer.LabelOf(point))));
            }
        }

        return new CoverageModel(
            FitSentences(answers, withQuotes, penalty),
            ScorerTraining.Train([.. answers.SelectMany(answer => rows[answer])], AnswerTrees, penalty, classes: 2),
            VerdictRule.Fit(pairs),
            withQuotes);
    }

    private static Scorer FitSentences(IEnumerable<TrainingAnswer> answers, bool withQuotes, Penalty penalty) =>
        ScorerTraining.Train([.. answers.SelectMany(answer => answer.SentenceRows(withQuotes))], SentenceTrees, penalty, classes: 1);

    private static List<List<TrainingAnswer>> FoldsOf(IReadOnlyList<TrainingAnswer> answers, Func<LabelledAnswer, string> group)
    {
        var groups = answers.GroupBy(answer => group(answer.Labelled), StringComparer.Ordinal).Select(members => members.ToList()).ToList();
        if (groups.Count == 1)
        {
            // All from one writer or question: held out by answer, the best that such data allow.
            groups = [.. answers.Select(answer => new List<TrainingAnswer> { answer })];
        }

        return [.. groups.Select((members, place) => (members, place)).GroupBy(item => item.place % MostFolds).Select(fold => fold.SelectMany(item => item.members).ToList())];
    }
}
