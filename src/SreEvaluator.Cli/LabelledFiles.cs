using SreEvaluator.Cli.Rendering;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Cli;

/// <summary>Reads labelled answers and holds them against the rubrics that they speak of.</summary>
internal static class LabelledFiles
{
    /// <summary>The answers of all files, in order.</summary>
    /// <exception cref="InputException">A file can't be used, an id comes twice, or a question or key point is unknown.</exception>
    public static IReadOnlyList<LabelledAnswer> Read(IReadOnlyList<string> paths, RubricLibrary rubrics)
    {
        var answers = new List<LabelledAnswer>();
        var problems = new List<InputProblem>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var read = LabelledAnswers.Read(path);
            foreach (var answer in read)
            {
                answers.Add(answer);
                problems.AddRange(UnknownKeyPoints(path, answer, rubrics));
                if (!ids.Add(answer.Answer.Id))
                {
                    problems.Add(new InputProblem(path, null, $"the id {answer.Answer.Id}, which another file has too", "an id of its own for each answer"));
                }
            }

            problems.AddRange(UnknownQuestions(path, read, rubrics));
        }

        return problems.Count == 0 ? answers : throw new InputException(problems);
    }

    /// <summary>The answers to learn from, where none of them may be among those that are measured on.</summary>
    /// <exception cref="InputException">A file can't be used, or holds an answer that is measured on.</exception>
    public static IReadOnlyList<LabelledAnswer> ReadApart(IReadOnlyList<string> paths, RubricLibrary rubrics, IReadOnlyList<LabelledAnswer> measured)
    {
        var answers = Read(paths, rubrics);
        var texts = measured.Select(answer => (answer.Question, answer.Answer.Text)).ToHashSet();
        var seen = answers.Where(answer => texts.Contains((answer.Question, answer.Answer.Text))).Select(answer => answer.Answer.Id).ToList();
        return seen.Count == 0
            ? answers
            : throw new InputException(new InputProblem(
                string.Join(", ", paths),
                null,
                $"{Counted.Of(seen.Count, "answer")} that {(seen.Count == 1 ? "is" : "are")} measured on, first {seen[0]}",
                "answers that are not measured on",
                "Take them out of one of the files: a grader that has seen them would be flattered."));
    }

    // One for each question, however many answers it has: a file for other rubrics is one mistake, not hundreds.
    private static IEnumerable<InputProblem> UnknownQuestions(string path, IEnumerable<LabelledAnswer> answers, RubricLibrary rubrics) => answers
        .Where(answer => rubrics.Find(answer.Question) is null)
        .GroupBy(answer => answer.Question, StringComparer.Ordinal)
        .Select(group =>
        {
            var nearest = rubrics.Nearest(group.Key);
            return new InputProblem(
                path,
                null,
                $"the question {group.Key} in {(group.Count() == 1 ? $"answer {group.First().Answer.Id}" : $"{Counted.Of(group.Count(), "answer")}, first {group.First().Answer.Id}")}",
                "a question of the rubrics",
                nearest.Count == 0 ? null : $"Did you mean {string.Join(" or ", nearest)}?");
        });

    private static IEnumerable<InputProblem> UnknownKeyPoints(string path, LabelledAnswer answer, RubricLibrary rubrics)
    {
        if (rubrics.Find(answer.Question) is not { } question)
        {
            return [];
        }

        var keyPoints = question.KeyPoints.Select(keyPoint => keyPoint.Id).ToHashSet(StringComparer.Ordinal);
        var redFlags = question.RedFlags.Select(redFlag => redFlag.Id).ToHashSet(StringComparer.Ordinal);
        return answer.Labels.Keys.Where(id => !keyPoints.Contains(id)).Order(StringComparer.Ordinal)
            .Select(id => new InputProblem(path, null, $"the key point {id} in answer {answer.Answer.Id}", $"a key point of {question.Id}"))
            .Concat(answer.RedFlags.Keys.Where(id => !redFlags.Contains(id)).Order(StringComparer.Ordinal)
                .Select(id => new InputProblem(path, null, $"the red flag {id} in answer {answer.Answer.Id}", $"a red flag of {question.Id}")));
    }
}
