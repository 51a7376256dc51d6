namespace SreEvaluator.Service.Reviews;

/// <summary>What a person says of one key point or one red flag, or takes back of what was said.</summary>
/// <param name="Reason">Why; 1 to 2,000 characters.</param>
/// <param name="KeyPoint">The key point's id; null where it is about a red flag.</param>
/// <param name="Verdict">Of the key point: <c>covered</c>, <c>partial</c> or <c>missing</c>.</param>
/// <param name="Quote">Where the answer makes the point, word for word; null for nowhere.</param>
/// <param name="RedFlag">The red flag's id; null where it is about a key point.</param>
/// <param name="Found">Of the red flag: whether the answer holds it.</param>
/// <param name="Withdraws">The moment of the override that is taken back; null where none is.</param>
public sealed record NewOverrideJson(
    string Reason, string? KeyPoint = null, string? Verdict = null, string? Quote = null, string? RedFlag = null, bool? Found = null, DateTimeOffset? Withdraws = null);
