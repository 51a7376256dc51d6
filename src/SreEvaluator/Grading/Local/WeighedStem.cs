namespace SreEvaluator.Grading.Local;

/// <summary>A stem of a text with its share of the text: of all stems together, the squares of the shares add up to 1.</summary>
/// <param name="Stem">As <see cref="TermBag.StemOf"/> gives it.</param>
/// <param name="Weight">The share, 0 to 1.</param>
internal readonly record struct WeighedStem(int Stem, float Weight);
