namespace SreEvaluator.Service.Rubrics;

/// <summary>A misconception that lowers the result.</summary>
/// <param name="Id">Unique within the question.</param>
/// <param name="Statement">What the answer says then.</param>
public sealed record RedFlagStatementJson(string Id, string Statement);
