using SreEvaluator.Batches.Import;

namespace SreEvaluator.Service.Batches;

/// <summary>What is wrong with a row of a file.</summary>
/// <param name="Row">The row, as the file counts.</param>
/// <param name="Column">The column or field; empty where it is not one alone.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Remedy">What to do; empty where that is plain.</param>
/// <param name="LeftOut">Whether the row is left out.</param>
public sealed record RowProblemJson(int Row, string Column, string Found, string Expected, string Remedy, bool LeftOut)
{
    internal static RowProblemJson Of(ImportProblem problem) =>
        new(problem.Row, problem.Column, problem.Found, problem.Expected, problem.Remedy, problem.LeftOut);
}
