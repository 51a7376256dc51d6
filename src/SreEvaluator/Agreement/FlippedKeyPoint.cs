namespace SreEvaluator.Agreement;

/// <summary>A key point on which two judges differ.</summary>
/// <param name="Question">The id of the question.</param>
/// <param name="KeyPoint">The id of the key point.</param>
/// <param name="Pairs">How many answers both assessed.</param>
/// <param name="Gained">To how many of them the second gives more credit.</param>
/// <param name="Lost">To how many of them the second gives less.</param>
public sealed record FlippedKeyPoint(string Question, string KeyPoint, int Pairs, int Gained, int Lost);
