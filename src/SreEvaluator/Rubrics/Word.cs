namespace SreEvaluator.Rubrics;

/// <summary>A word of a text.</summary>
/// <param name="Text">The word in lower case, with plain apostrophes and without invisible characters.</param>
/// <param name="Start">Where it begins, in UTF-16 units of the raw text.</param>
/// <param name="End">Where it ends, in UTF-16 units of the raw text; the first unit after it.</param>
internal readonly record struct Word(string Text, int Start, int End);
