using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Transforms;

namespace SreEvaluator.Grading.Local;

/// <summary>Trains a <see cref="Scorer"/> with ML.NET. Deterministic.</summary>
internal static class ScorerTraining
{
    private const string Features = nameof(Row.Features);
    private const string Pairs = nameof(Row.Pairs);
    private const string Scaled = nameof(Scaled);
    private const string Weighed = nameof(Weighed);

    /// <summary>Learns from rows.</summary>
    /// <param name="rows">At least one row, all of the same size.</param>
    /// <param name="trees">How the trees grow.</param>
    /// <param name="penalty">What holds the regressions back.</param>
    /// <param name="classes">What a row is to be told as: the first class or, narrower, the second.</param>
    public static Scorer Train(IReadOnlyList<TrainingRow> rows, TreeShape trees, Penalty penalty, int classes)
    {
        var context = NewContext();
        var data = context.Data.Cache(ViewOf(context, rows));
        IEstimator<ITransformer> chain = context.Transforms.NormalizeMeanVariance(Scaled, Features)
            .Append(context.Transforms.Concatenate(Weighed, rows[0].Pairs is null ? [Scaled] : [Scaled, Pairs]));
        chain = WithClass(context, chain, trees, penalty, nameof(Row.First), nameof(Scores.FirstLinear), nameof(Scores.FirstTrees));
        if (classes > 1)
        {
            chain = WithClass(context, chain, trees, penalty, nameof(Row.Second), nameof(Scores.SecondLinear), nameof(Scores.SecondTrees));
        }

        var model = chain.Fit(data);
        using var trained = new MemoryStream();
        context.Model.Save(model, data.Schema, trained);
        return Plain(model, trained.ToArray());
    }

    /// <summary>Reads a scorer in ML.NET's own form.</summary>
    public static Scorer Load(ReadOnlyMemory<byte> trained) => Plain(Model(trained), trained);

    /// <summary>What ML.NET itself says of rows with a scorer in its own form; the probabilities as <see cref="Scorer.Score"/> gives them.</summary>
    public static (float First, float Second)[] Score(ReadOnlyMemory<byte> trained, IReadOnlyList<TrainingRow> rows)
    {
        var context = NewContext();
        var scored = Model(trained).Transform(ViewOf(context, rows));
        return [.. context.Data.CreateEnumerable<Scores>(scored, reuseRowObject: false, ignoreMissingColumns: true)
            .Select(scores => ((scores.FirstLinear + scores.FirstTrees) / 2, (scores.SecondLinear + scores.SecondTrees) / 2))];
    }

    private static ITransformer Model(ReadOnlyMemory<byte> trained)
    {
        using var stream = new MemoryStream(trained.ToArray());
        return NewContext().Model.Load(stream, out _);
    }

    private static EstimatorChain<ITransformer> WithClass(
        MLContext context, IEstimator<ITransformer> chain, TreeShape trees, Penalty penalty, string label, string linear, string boosted) =>
        chain
            .Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                LabelColumnName = label,
                FeatureColumnName = Weighed,
                L1Regularization = penalty.L1,
                L2Regularization = penalty.L2,
                OptimizationTolerance = 1e-4f,
                NumberOfThreads = 1,
            }))
            .Append(context.Transforms.CopyColumns(linear, "Probability"))
            .Append(context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
            {
                LabelColumnName = label,
                FeatureColumnName = Features,
                NumberOfTrees = trees.Trees,
                NumberOfLeaves = trees.Leaves,
                MinimumExampleCountPerLeaf = trees.LeastRowsInLeaf,
                LearningRate = trees.LearningRate,
                FeatureFraction = 0.7,
                BaggingSize = 1,
                BaggingExampleFraction = 0.5,
                NumberOfThreads = 1,
            }))
            .Append<ITransformer>(context.Transforms.CopyColumns(boosted, "Probability"));

    private static Scorer Plain(ITransformer model, ReadOnlyMemory<byte> trained)
    {
        var steps = Steps(model).ToList();
        var scale = steps.OfType<NormalizingTransformer>().Single().GetNormalizerModelParameters(0) switch
        {
            NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>> { Offset.IsDefaultOrEmpty: true } affine => affine.Scale,
            var other => throw new InvalidOperationException($"A scale without offset was expected, not {other}."),
        };
        var models = steps.OfType<ISingleFeaturePredictionTransformer<object>>().Select(step => step.Model).ToList();
        var scorers = models.Chunk(2).Select(pair => new ClassScorer(Linear(pair[0], scale), Trees(pair[1]))).ToList();
        return new Scorer(scorers[0], scorers.ElementAtOrDefault(1), trained);
    }

    private static IEnumerable<ITransformer> Steps(ITransformer model) => model is IEnumerable<ITransformer> chain ? chain.SelectMany(Steps) : [model];

    private static LinearScorer Linear(object model, ImmutableArray<float> scale)
    {
        var calibrated = (CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>)model;
        var weights = calibrated.SubModel.Weights;
        return new LinearScorer([.. weights.Zip(scale, (weight, by) => weight * by)], [.. weights.Skip(scale.Length)], calibrated.SubModel.Bias, ProbabilityOf(calibrated.Calibrator));
    }

    private static TreeScorer Trees(object model)
    {
        var calibrated = (CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>)model;
        var ensemble = calibrated.SubModel.TrainedTreeEnsemble;
        var roots = new List<int>();
        var nodes = new List<TreeNode>();
        var leaves = new List<double>();
        foreach (var (tree, weight) in ensemble.Trees.Zip(ensemble.TreeWeights))
        {
            var (firstNode, firstLeaf) = (nodes.Count, leaves.Count);
            roots.Add(tree.NumberOfNodes == 0 ? ~firstLeaf : firstNode);
            for (var node = 0; node < tree.NumberOfNodes; node++)
            {
                nodes.Add(new TreeNode(
                    tree.NumericalSplitFeatureIndexes[node], tree.NumericalSplitThresholds[node], Place(tree.LeftChild[node]), Place(tree.RightChild[node])));
            }

            leaves.AddRange(tree.LeafValues.Select(value => value * weight));

            int Place(int child) => child >= 0 ? firstNode + child : ~(firstLeaf + ~child);
        }

        return new TreeScorer([.. roots], [.. nodes], [.. leaves], ensemble.Bias, ProbabilityOf(calibrated.Calibrator));
    }

    private static Logistic ProbabilityOf(PlattCalibrator calibrator) => new(calibrator.Slope, calibrator.Offset);

    private static MLContext NewContext() => new(seed: 1);

    private static IDataView ViewOf(MLContext context, IReadOnlyList<TrainingRow> rows)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[Features].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Features.Length);
        return context.Data.LoadFromEnumerable(
            rows.Select(row => new Row { Features = row.Features, Pairs = VectorOf(row.Pairs ?? ([], [])), First = row.First, Second = row.Second }), schema);
    }

    private static VBuffer<float> VectorOf((int[] Places, float[] Sums) pairs) => new(WordPairs.Places, pairs.Places.Length, pairs.Sums, pairs.Places);

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        [VectorType(WordPairs.Places)]
        public VBuffer<float> Pairs { get; set; }

        public bool First { get; set; }

        public bool Second { get; set; }
    }

    private sealed class Scores
    {
        public float FirstLinear { get; set; }

        public float FirstTrees { get; set; }

        public float SecondLinear { get; set; }

        public float SecondTrees { get; set; }
    }
}
