using Microsoft.ML;
using Microsoft.ML.Calibrators;
using SreEvaluator.Agreement;

namespace SreEvaluator.Grading.Local;

/// <summary>Turns probabilities into a coverage and the confidence in it. Fitted on predictions for answers that the model had not seen.</summary>
/// <param name="PartialFrom">The grade from which a point is partial.</param>
/// <param name="CoveredFrom">The grade from which it is covered.</param>
/// <param name="Slope">Of the line in log-odds by which the probability of the coverage becomes a confidence.</param>
/// <param name="Intercept">Of the same line.</param>
internal sealed record VerdictRule(double PartialFrom, double CoveredFrom, double Slope, double Intercept)
{
    private const double Step = 0.02;
    private const double Least = 1e-4;

    /// <summary>The coverage that a finding stands for.</summary>
    public Coverage CoverageOf(PointFinding finding) =>
        finding.Grade >= CoveredFrom ? Coverage.Covered : finding.Grade >= PartialFrom ? Coverage.Partial : Coverage.Missing;

    /// <summary>The calibrated probability that <see cref="CoverageOf"/> is right.</summary>
    public double ConfidenceIn(PointFinding finding) => 1 / (1 + Math.Exp(-((Slope * LogOdds(finding)) + Intercept)));

    /// <summary>
    /// Chooses the thresholds with the largest sum of quadratic kappa and binary macro-F1, and fits the confidence by Platt's method
    /// (Platt, "Probabilistic outputs for support vector machines", 1999).
    /// </summary>
    public static VerdictRule Fit(IReadOnlyList<(PointFinding Finding, Coverage Label)> pairs)
    {
        var best = new VerdictRule(1, 1.5, 1, 0);
        var bestAgreement = double.NegativeInfinity;
        for (var partial = 0.5; partial <= 1.2; partial += Step)
        {
            for (var covered = Math.Max(1, partial); covered <= 1.7; covered += Step)
            {
                var rule = best with { PartialFrom = partial, CoveredFrom = covered };
                var agreement = AgreementOf(rule, pairs);
                if (agreement > bestAgreement)
                {
                    (best, bestAgreement) = (rule, agreement);
                }
            }
        }

        return WithConfidence(best, pairs);
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

    private static double AgreementOf(VerdictRule rule, IReadOnlyList<(PointFinding Finding, Coverage Label)> pairs)
    {
        var three = new ConfusionTable(3);
        var two = new ConfusionTable(2);
        foreach (var (finding, label) in pairs)
        {
            var coverage = rule.CoverageOf(finding);
            three.Add((int)label, (int)coverage);
            two.Add(label == Coverage.Missing ? 0 : 1, coverage == Coverage.Missing ? 0 : 1);
        }

        return (three.QuadraticKappa ?? 0) + (two.MacroF1 ?? 0);
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
