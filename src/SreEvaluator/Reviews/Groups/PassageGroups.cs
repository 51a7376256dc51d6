using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms.Text;

namespace SreEvaluator.Reviews.Groups;

/// <summary>Finds passages that say much the same, key point by key point, with the k-means of ML.NET over the letters and words that they share.</summary>
public static class PassageGroups
{
    /// <summary>The most passages on one key point that are compared.</summary>
    public const int MostPassages = 2000;

    /// <summary>
    /// How near a passage must be to the middle of its group: the squared distance of texts as vectors of length 1. The same sentence with another comma is
    /// within 0.25, the same words in another order within 0.5, another sentence about the same thing beyond 0.6.
    /// </summary>
    private const float Nearest = 0.45f;

    private const int TextsPerCluster = 2;
    private const int Seed = 1;

    /// <summary>The groups, the largest first. The same passages give the same groups.</summary>
    /// <param name="evaluations">Evaluations with what people have decided; verdicts on which a person has decided are left out.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static ImmutableArray<PassageGroup> Of(IEnumerable<EffectiveEvaluation> evaluations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        var groups = new List<PassageGroup>();
        foreach (var keyPoint in evaluations
            .SelectMany(evaluation => evaluation.Verdicts
                .Where(verdict => verdict.Person is null && !verdict.Machine.Evidence.IsEmpty)
                .Select(verdict => new Passage(evaluation, verdict.Machine)))
            .GroupBy(passage => (passage.Evaluation.Machine.Question.Id, passage.Verdict.KeyPoint.Id)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            groups.AddRange(Within([.. keyPoint.Take(MostPassages)]));
        }

        return [.. groups.OrderByDescending(group => group.Passages.Length).ThenBy(group => group.KeyPoint.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<PassageGroup> Within(Passage[] passages)
    {
        // K-means needs texts that differ, and the same words are one text anyway.
        var byText = passages.GroupBy(passage => passage.Text.Trim().ToLowerInvariant(), StringComparer.Ordinal).ToList();
        return byText.Zip(Clusters([.. byText.Select(text => text.Key)]))
            .GroupBy(pair => pair.Second.Cluster)
            .Select(cluster => cluster.Where(pair => pair.Second.Distance <= Nearest).OrderBy(pair => pair.Second.Distance).SelectMany(pair => pair.First).ToImmutableArray())
            .Where(members => members.Select(passage => passage.Evaluation.Machine.Id).Distinct().Count() > 1)
            .Select(members => new PassageGroup(members[0].Evaluation.Machine.Question, members[0].Verdict.KeyPoint, members));
    }

    /// <summary>The cluster of each text, and how far it is from the cluster's middle.</summary>
    private static IEnumerable<(uint Cluster, float Distance)> Clusters(string[] texts)
    {
        if (texts.Length < 2)
        {
            return texts.Select(_ => (0u, 0f));
        }

        var context = new MLContext(Seed);
        var data = context.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text }));
        var pipeline = context.Transforms.Text
            .FeaturizeText("Features", new TextFeaturizingEstimator.Options { Norm = TextFeaturizingEstimator.NormFunction.L2 }, nameof(Row.Text))
            .Append(context.Clustering.Trainers.KMeans(new KMeansTrainer.Options
            {
                FeatureColumnName = "Features",
                NumberOfClusters = (texts.Length + 1) / TextsPerCluster,
                NumberOfThreads = 1,
            }));
        return context.Data.CreateEnumerable<Found>(pipeline.Fit(data).Transform(data), reuseRowObject: false)
            .Select(found => (found.Cluster, found.Distances[found.Cluster - 1]));
    }

    private sealed class Row
    {
        public string Text { get; set; } = string.Empty;
    }

    private sealed class Found
    {
        [ColumnName("PredictedLabel")]
        public uint Cluster { get; set; }

        [ColumnName("Score")]
        public float[] Distances { get; set; } = [];
    }
}
