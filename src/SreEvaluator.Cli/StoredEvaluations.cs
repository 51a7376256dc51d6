using System.Text.Json;
using SreEvaluator.Grading;
using SreEvaluator.Reports;

namespace SreEvaluator.Cli;

/// <summary>Evaluations that were kept, as <c>batch</c> writes them, one on each line.</summary>
internal sealed class StoredEvaluations
{
    private readonly Dictionary<(string Question, string Answer), EvaluationJson> _byAnswer = [];

    private StoredEvaluations()
    {
    }

    /// <summary>Reads a file. Of several evaluations of one answer the last counts.</summary>
    /// <exception cref="InputException">The file is missing or empty, or a line is no evaluation.</exception>
    public static StoredEvaluations Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException(new InputProblem(path, null, "no such file", "evaluations as JSON lines"));
        }

        var stored = new StoredEvaluations();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                var evaluation = EvaluationJson.Parse(line);
                stored._byAnswer[(evaluation.Question, evaluation.AnswerId)] = evaluation;
            }
            catch (JsonException failure)
            {
                throw new InputException(new InputProblem(
                    path, number, $"what is no evaluation at {failure.Path ?? "$"}", "an evaluation on one line, as batch writes it"));
            }
        }

        return stored._byAnswer.Count > 0
            ? stored
            : throw new InputException(new InputProblem(path, null, "an empty file", "at least one evaluation"));
    }

    /// <summary>What was said of an answer, by the key points' ids; null where it was not evaluated.</summary>
    public IReadOnlyDictionary<string, Coverage>? Find(LabelledAnswer labelled) =>
        _byAnswer.TryGetValue((labelled.Question, labelled.Answer.Id), out var evaluation)
            ? evaluation.Verdicts.ToDictionary(verdict => verdict.KeyPoint, verdict => verdict.Verdict, StringComparer.Ordinal)
            : null;
}
