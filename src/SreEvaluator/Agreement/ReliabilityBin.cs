namespace SreEvaluator.Agreement;

/// <summary>The verdicts whose confidence lies in one tenth of the scale: were they right as often as they claimed?</summary>
/// <param name="From">The least confidence; the bin ends a tenth above, and the last holds 1 too.</param>
/// <param name="Pairs">How many verdicts.</param>
/// <param name="MeanConfidence">The mean of their confidences; null without verdicts.</param>
/// <param name="ShareRight">The share that the labels bear out, of three verdicts; null without verdicts.</param>
public sealed record ReliabilityBin(double From, long Pairs, double? MeanConfidence, double? ShareRight);
