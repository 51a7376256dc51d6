using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace SreEvaluator.Grading.Local;

/// <summary>
/// Learns the probabilities of one or two classes from rows of features: for each class the mean of a logistic regression and of boosted
/// trees, which err in different places. Deterministic; safe for use by many threads.
/// </summary>
internal sealed class Scorer
{
    private const string Features = nameof(Row.Features);
    private const string Scaled = nameof(Scaled);

    private readonly ITransformer _model;
    private readonly ConcurrentBag<PredictionEngine<Row, Scores>> _engines = [];

    private Scorer(ITransformer model, int size)
    {
        _model = model;
        Size = size;
    }

    /// <summary>How many features a row has.</summary>
    public int Size { get; }

    /// <summary>Learns from rows.</summary>
    /// <param name="rows">At least one row, all of the same size.</param>
    /// <param name="trees">How the trees grow.</param>
    /// <param name="classes">What the row is to be told as: the first class or, narrower, the second.</param>
    public static Scorer Train(IReadOnlyList<TrainingRow> rows, TreeShape trees, int classes)
    {
        var context = NewContext();
        var size = rows[0].Features.Length;
        var data = context.Data.Cache(context.Data.LoadFromEnumerable(
            rows.Select(row => new Row { Features = row.Features, First = row.First, Second = row.Second }), SchemaOf(size)));
        IEstimator<ITransformer> chain = context.Transforms.NormalizeMeanVariance(Scaled, Features);
        chain = WithClass(context, chain, trees, nameof(Row.First), nameof(Scores.FirstLinear), nameof(Scores.FirstTrees));
        if (classes > 1)
        {
            chain = WithClass(context, chain, trees, nameof(Row.Second), nameof(Scores.SecondLinear), nameof(Scores.SecondTrees));
        }

        return new Scorer(chain.Fit(data), size);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static Scorer Load(Stream stream)
    {
        var model = NewContext().Model.Load(stream, out var schema);
        return new Scorer(model, ((VectorDataViewType)schema[Features].Type).Size);
    }

    /// <summary>Writes the scorer in ML.NET's own form.</summary>
    public void Save(Stream stream)
    {
        var context = NewContext();
        context.Model.Save(_model, context.Data.LoadFromEnumerable<Row>([], SchemaOf(Size)).Schema, stream);
    }

    /// <summary>The probabilities of each row, 0 to 1; that of the second class is 0 where there is none.</summary>
    public (float First, float Second)[] Score(IReadOnlyList<float[]> rows)
    {
        // An engine is no thing to share between threads; each call has one to itself while it lasts.
        if (!_engines.TryTake(out var engine))
        {
            engine = NewContext().Model.CreatePredictionEngine<Row, Scores>(_model, ignoreMissingColumns: true, SchemaOf(Size));
        }

        var results = new (float First, float Second)[rows.Count];
        var row = new Row();
        var scores = new Scores();
        for (var i = 0; i < results.Length; i++)
        {
            row.Features = rows[i];
            engine.Predict(row, ref scores);
            results[i] = ((scores.FirstLinear + scores.FirstTrees) / 2, (scores.SecondLinear + scores.SecondTrees) / 2);
        }

        _engines.Add(engine);
        return results;
    }

    private static EstimatorChain<ITransformer> WithClass(
        MLContext context, IEstimator<ITransformer> chain, TreeShape trees, string label, string linear, string boosted) =>
        chain
            .Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                LabelColumnName = label,
                FeatureColumnName = Scaled,
                L1Regularization = 0.05f,
                L2Regularization = 0.5f,
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
                NumberOfThreads = 1,
            }))
            .Append<ITransformer>(context.Transforms.CopyColumns(boosted, "Probability"));

    private static MLContext NewContext() => new(seed: 1);

    private static SchemaDefinition SchemaOf(int size)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[Features].ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
        return schema;
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

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
