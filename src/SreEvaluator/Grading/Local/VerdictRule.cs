using Microsoft.ML;
using Microsoft.ML.Calibrators;
using SreEvaluator.Agreement;

namespace SreEvaluator.Grading.Local;

/// <summary>Turns probabilities into a coverage and the confidence in it. Fitted on predictions for answers that the model had not seen.</summary>
/// <param name="PartialFrom">The probability of credit from which a point is partial.</param>
/// <param name="CoveredFrom">The grade from which one with credit is covered.</param>
/// <param name="Slope">Of the line in log-odds by which the probability of the coverage becomes a confidence.</param>
/// <param name="Intercept">Of the same line.</param>
internal sealed record VerdictRule(double PartialFrom, double CoveredFrom, double Slope, double Intercept)
{
    private const double Step = 0.01;

    /// <summary>Agreement is averaged over so many steps to each side: the largest single value is chance's.</summary>
    private const int Smooth = 5;

    private const double Least = 1e-4;

    /// <summary>The coverage that a finding stands for.</summary>
    public Coverage CoverageOf(PointFinding finding) =>
        finding.Credit < PartialFrom ? Coverage.Missing : finding.Grade < CoveredFrom ? Coverage.Partial : Coverage.Covered;

    /// <summary>The calibrated probability that <see cref="CoverageOf"/> is right.</summary>
    public double ConfidenceIn(PointFinding finding) => 1 / (1 + Math.Exp(-((Slope * LogOdds(finding)) + Intercept)));

    /// <summary>
    /// Chooses the threshold of credit by binary macro F1 and then that of coverage by quadratic kappa, and fits the confidence by Platt's method
    /// (Platt, "Probabilistic outputs for support vector machines", 1999).
    /// </summary>
    public static VerdictRule Fit(IReadOnlyList<(PointFinding Finding, Coverage Label)> pairs)
    {
        var rule = new VerdictRule(1, 2, 1, 0);
        rule = rule with { PartialFrom = Best(0.3, 0.7, threshold => MacroF1(rule with { PartialFrom = threshold }, pairs)) };
        rule = rule with { CoveredFrom = Best(1, 1.7, threshold => QuadraticKappa(rule with { CoveredFrom = threshold }, pairs)) };
        return WithConfidence(rule, pairs);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static VerdictRule Read(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());

    /// <summary>Writes it.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(PartialFrom);
        writer.Write(CoveredFrom);
        writer.Write(Slope);
        writer.Write(Intercept);
    }

    private static double Best(double from, double to, Func<double, double> agreementAt)
    {
        var agreements = new List<double>();
        for (var threshold = from; threshold <= to; threshold += Step)
        {
            agreements.Add(agreementAt(threshold));
        }

        var best = Enumerable.Range(0, agreements.Count).MaxBy(place =>
            agreements.Skip(place - Smooth).Take(Math.Min(place, Smooth) + 1 + Smooth).Average());
        return from + (best * Step);
    }

    private static VerdictRule WithConfidence(VerdictRule rule, IReadOnlyList<(PointFinding Finding, Coverage Label)> pairs)
    {
        var context = new MLContext(seed: 1);
        var data = context.Data.LoadFromEnumerable(pairs.Select(pair => new Certainty
        {
            Score = (float)rule.LogOdds(pair.Finding),
            Label = rule.CoverageOf(pair.Finding) == pair.Label,
        }));
        var calibrator = ((ISingleFeaturePredictionTransformer<PlattCalibrator>)context.BinaryClassification.Calibrators.Platt().Fit(data)).Model;
        return rule with { Slope = -calibrator.Slope, Intercept = -calibrator.Offset };
    }

    private static double MacroF1(VerdictRule rule, IReadOnlyList<(PointFinding Finding, Coverage Label)> pairs)
    {
        var table = new ConfusionTable(2);
        foreach (var (finding, label) in pairs)
        {
            table.Add(label == Coverage.Missing ? 0 : 1, rule.CoverageOf(finding) == Coverage.Missing ? 0 : 1);
        }

        return table.MacroF1 ?? 0;
    }

    private static double QuadraticKappa(VerdictRule rule, IReadOnlyList<(PointFinding Finding, Coverage Label)> pairs)
    {
        var table = new ConfusionTable(3);
        foreach (var (finding, label) in pairs)
        {
            table.Add((int)label, (int)rule.CoverageOf(finding));
        }

        return table.QuadraticKappa ?? 0;
    }

    private double LogOdds(PointFinding finding)
    {
        var probability = Math.Clamp(
            CoverageOf(finding) switch
            {
                Coverage.Covered => finding.Covered,
                Coverage.Partial => finding.Credit - finding.Covered,
                _ => 1 - finding.Credit,
            },
            Least,
            1 - Least);
        return Math.Log(probability / (1 - probability));
    }

    private sealed class Certainty
    {
        public float Score { get; set; }

        public bool Label { get; set; }
    }
}
