using System.Collections.Frozen;

namespace SreEvaluator.Batches.Servers;

/// <summary>What a service grades by.</summary>
public sealed class ServerRubrics
{
    private readonly string _address;
    private readonly FrozenDictionary<string, string> _hashes;

    internal ServerRubrics(string address, FrozenDictionary<string, string> hashes)
    {
        _address = address;
        _hashes = hashes;
    }

    /// <summary>Sees that the questions of a batch have the same rubrics there as here: evaluations are read by those that are here.</summary>
    /// <param name="survey">What the batch holds.</param>
    /// <exception cref="InputException">They have not: names each.</exception>
    public void Accept(BatchSurvey survey)
    {
        ArgumentNullException.ThrowIfNull(survey);
        var problems = survey.Questions
            .Where(count => _hashes.GetValueOrDefault(count.Question.Id) != count.Question.RubricHash)
            .Select(count => new InputProblem(
                _address,
                null,
                _hashes.ContainsKey(count.Question.Id) ? $"another rubric of {count.Question.Id}" : $"no question {count.Question.Id}",
                $"the rubric {count.Question.RubricVersion} as it is here",
                "Grade by the service's rubrics (--rubrics <folder>), or have the service grade by these (Grading:Rubrics there)."))
            .ToList();
        if (problems.Count > 0)
        {
            throw new InputException(problems);
        }
    }
}
