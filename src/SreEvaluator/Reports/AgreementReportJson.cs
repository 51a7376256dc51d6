using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SreEvaluator.Agreement;

namespace SreEvaluator.Reports;

/// <summary>A whole report of agreement in the stable JSON of <c>evaluate --json</c>: the figures of all answers, and those of each part.</summary>
public partial record AgreementReportJson : AgreementJson
{
    /// <summary>The type for <see cref="JsonSerializer"/>, without reflection.</summary>
    public static JsonTypeInfo<AgreementReportJson> TypeInfo => ReportContext.Default.AgreementReportJson;

    /// <summary>How sure verdicts were and how often right, in ten bins of confidence.</summary>
    [JsonPropertyOrder(1)]
    public ImmutableArray<ReliabilityJson> Reliability { get; init; } = [];

    /// <summary>How well those who labelled agree with each other; null where nothing was labelled twice.</summary>
    [JsonPropertyOrder(2)]
    public AnnotatorsJson? Annotators { get; init; }

    /// <summary>What each threshold of confidence would send to people, and how good the rest is; a threshold that is not listed does as the one below.</summary>
    [JsonPropertyOrder(3)]
    public ImmutableArray<CoveragePointJson> CoverageCurve { get; init; } = [];

    /// <summary>The figures by question.</summary>
    [JsonPropertyOrder(4)]
    public SortedDictionary<string, AgreementJson> ByQuestion { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The figures by key point, named <c>question: key-point</c>.</summary>
    [JsonPropertyOrder(5)]
    public SortedDictionary<string, AgreementJson> ByKeyPoint { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The figures by writer; empty where none is known.</summary>
    [JsonPropertyOrder(6)]
    public SortedDictionary<string, AgreementJson> ByWriter { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The figures by style; empty where none is known.</summary>
    [JsonPropertyOrder(7)]
    public SortedDictionary<string, AgreementJson> ByStyle { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Creates the JSON's content with nothing in it.</summary>
    public AgreementReportJson()
    {
    }

    /// <summary>Creates the JSON's content for a report.</summary>
    /// <param name="report">The report.</param>
    [SetsRequiredMembers]
    public AgreementReportJson(AgreementReport report)
        : base(report?.Overall!)
    {
        ArgumentNullException.ThrowIfNull(report);
        Reliability =
        [
            .. report.Overall.Reliability.Select(bin =>
                new ReliabilityJson(bin.From, bin.Pairs, Rounded(bin.MeanConfidence), Rounded(bin.ShareRight))),
        ];
        Annotators = report.Annotators is { } annotators ? new AnnotatorsJson(annotators) : null;
        CoverageCurve =
        [
            .. report.Curve.Points.Select(point => new CoveragePointJson(
                point.Threshold,
                point.Sent,
                Rounded(point.ShareSent)!.Value,
                point.Left,
                Rounded(point.Accuracy3),
                Rounded(point.Accuracy2),
                Rounded(point.ScoreMae))),
        ];
        Add(ByQuestion, report.ByQuestion);
        Add(ByKeyPoint, report.ByKeyPoint);
        Add(ByWriter, report.ByWriter);
        Add(ByStyle, report.ByStyle);
    }

    private static void Add(SortedDictionary<string, AgreementJson> parts, ImmutableArray<AgreementGroup> groups)
    {
        foreach (var group in groups)
        {
            parts[group.Name] = new AgreementJson(group.Figures);
        }
    }

    /// <summary>The verdicts of one bin of confidence.</summary>
    /// <param name="From">Its least confidence.</param>
    /// <param name="Pairs">How many verdicts.</param>
    /// <param name="MeanConfidence">The mean of their confidences.</param>
    /// <param name="ShareRight">The share that is right.</param>
    public sealed record ReliabilityJson(double From, long Pairs, double? MeanConfidence, double? ShareRight);

    /// <summary>What one threshold would do.</summary>
    /// <param name="Threshold">The least confidence that no verdict of an evaluation may fall below.</param>
    /// <param name="Sent">How many evaluations go to people.</param>
    /// <param name="ShareSent">The same as a share.</param>
    /// <param name="Left">How many are left.</param>
    /// <param name="Accuracy3">The share of right verdicts of three among those left.</param>
    /// <param name="Accuracy2">The same of two.</param>
    /// <param name="ScoreMae">How far their scores are off, in points of 100.</param>
    public sealed record CoveragePointJson(
        double Threshold, int Sent, double ShareSent, int Left, double? Accuracy3, double? Accuracy2, double? ScoreMae);

    /// <summary>How well those who labelled agree with each other; the names mean what they mean for the grader.</summary>
    /// <param name="Pairs">How many pairs of answer and key point at least two labelled.</param>
    /// <param name="Annotators">The most who labelled one answer.</param>
    /// <param name="Accuracy3">The share of same labels of three.</param>
    /// <param name="Accuracy2">The same of two.</param>
    /// <param name="Kappa">Cohen's kappa.</param>
    /// <param name="KappaQuadratic">The same with quadratic weights.</param>
    /// <param name="AlphaNominal">Krippendorff's alpha, the verdicts taken as names.</param>
    /// <param name="AlphaOrdinal">The same as ranks.</param>
    /// <param name="AlphaInterval">The same as credit.</param>
    /// <param name="AlphaOrdinalWithGrader">As ranks, the grader one more annotator.</param>
    public sealed record AnnotatorsJson(
        int Pairs,
        int Annotators,
        double? Accuracy3,
        double? Accuracy2,
        double? Kappa,
        double? KappaQuadratic,
        double? AlphaNominal,
        double? AlphaOrdinal,
        double? AlphaInterval,
        double? AlphaOrdinalWithGrader)
    {
        internal AnnotatorsJson(AnnotatorAgreement agreement)
            : this(
                agreement.Pairs,
                agreement.Annotators,
                Rounded(agreement.Accuracy3),
                Rounded(agreement.Accuracy2),
                Rounded(agreement.Kappa),
                Rounded(agreement.KappaQuadratic),
                Rounded(agreement.AlphaNominal),
                Rounded(agreement.AlphaOrdinal),
                Rounded(agreement.AlphaInterval),
                Rounded(agreement.AlphaOrdinalWithGrader))
        {
        }
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(AgreementReportJson))]
    internal sealed partial class ReportContext : JsonSerializerContext;
}
