namespace SreEvaluator.Service.Reviews;

/// <summary>The verdict that holds on a key point.</summary>
/// <param name="KeyPoint">The key point's id.</param>
/// <param name="Verdict">The verdict that holds.</param>
/// <param name="Machine">The machine's verdict.</param>
public sealed record EffectiveVerdictJson(string KeyPoint, string Verdict, string Machine);
