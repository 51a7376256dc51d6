using SreEvaluator.Reviews;

namespace SreEvaluator.Service.Reviews;

/// <summary>What a person said of one key point or one red flag.</summary>
/// <param name="Person">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="KeyPoint">The key point's id; null where it is about a red flag.</param>
/// <param name="Verdict">Their verdict on the key point.</param>
/// <param name="Quote">Where the answer makes the point; null for nowhere.</param>
/// <param name="RedFlag">The red flag's id; null where it is about a key point.</param>
/// <param name="Found">Whether the answer holds the red flag.</param>
/// <param name="Withdraws">The moment of the override that is taken back; null where none is.</param>
public sealed record OverrideJson(
    string Person, string Reason, DateTimeOffset At, string? KeyPoint, string? Verdict, string? Quote, string? RedFlag, bool? Found, DateTimeOffset? Withdraws = null)
{
    internal static OverrideJson Of(Override one) => one switch
    {
        VerdictOverride verdict => new OverrideJson(
            one.Person, one.Reason, one.At, verdict.KeyPoint, CoverageName.Of(verdict.Verdict), verdict.Quote.Length == 0 ? null : verdict.Quote, RedFlag: null, Found: null),
        RedFlagOverride redFlag => new OverrideJson(one.Person, one.Reason, one.At, KeyPoint: null, Verdict: null, Quote: null, redFlag.RedFlag, redFlag.Found),
        Withdrawal withdrawal => new OverrideJson(
            one.Person, one.Reason, one.At, KeyPoint: null, Verdict: null, Quote: null, RedFlag: null, Found: null, withdrawal.DecidedAt),
        _ => throw new ArgumentOutOfRangeException(nameof(one), one, "No such override."),
    };
}
