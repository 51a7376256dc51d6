using System.Collections.Immutable;

namespace SreEvaluator.Agreement;

/// <summary>Counts in ten bins how sure verdicts were and how often they were right.</summary>
internal sealed class ReliabilityTally
{
    public const int Bins = 10;

    // Confidences are summed in billionths, so that the order of verdicts never matters.
    private const double Billionths = 1e9;

    private readonly (long Pairs, long Confidence, long Right)[] _bins = new (long, long, long)[Bins];

    /// <summary>Counts one verdict.</summary>
    public void Add(double confidence, bool right)
    {
        ref var bin = ref _bins[Math.Min((int)(confidence * Bins), Bins - 1)];
        bin = (bin.Pairs + 1, bin.Confidence + (long)Math.Round(confidence * Billionths), bin.Right + (right ? 1 : 0));
    }

    /// <summary>The ten bins, from the least confidence up.</summary>
    public ImmutableArray<ReliabilityBin> Table() =>
    [
        .. _bins.Select((bin, index) => new ReliabilityBin(
            index / (double)Bins,
            bin.Pairs,
            bin.Pairs == 0 ? null : bin.Confidence / Billionths / bin.Pairs,
            bin.Pairs == 0 ? null : bin.Right / (double)bin.Pairs)),
    ];

    /// <summary>The distance of confidence and share right, averaged over verdicts by bin; null without verdicts.</summary>
    public double? ExpectedCalibrationError
    {
        get
        {
            var pairs = _bins.Sum(bin => bin.Pairs);
            return pairs == 0 ? null : _bins.Sum(bin => Math.Abs((bin.Confidence / Billionths) - bin.Right)) / pairs;
        }
    }
}
