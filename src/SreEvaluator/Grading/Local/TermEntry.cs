namespace SreEvaluator.Grading.Local;

/// <summary>What a term counts in a text.</summary>
/// <param name="Term">The term's number in the vocabulary.</param>
/// <param name="Column">The text's place.</param>
/// <param name="Value">What it counts.</param>
internal readonly record struct TermEntry(int Term, int Column, float Value);
