namespace SreEvaluator.Rubrics;

/// <summary>Collects what is wrong with one rubric file.</summary>
/// <param name="file">The file, as the person would look for it.</param>
internal sealed class RubricProblems(string file)
{
    private readonly List<InputProblem> _problems = [];

    /// <summary>Notes a problem.</summary>
    /// <param name="line">Its line in the file, from 1.</param>
    /// <param name="found">What is there.</param>
    /// <param name="expected">What would have been right.</param>
    /// <param name="remedy">The next step, where <paramref name="expected"/> does not already say it.</param>
    public void Add(int line, string found, string expected, string? remedy = null) =>
        _problems.Add(new InputProblem(file, line, found, expected, remedy));

    /// <summary>Throws an <see cref="InputException"/> with the problems in the order of their lines; does nothing where there are none.</summary>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new InputException([.. _problems.OrderBy(problem => problem.Line)]);
        }
    }
}
