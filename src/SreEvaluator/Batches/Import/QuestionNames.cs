using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Batches.Import;

/// <summary>Finds questions by what people call them: their id in any writing, such as <c>Incident Management: follow-up</c>.</summary>
internal sealed class QuestionNames
{
    private readonly RubricLibrary _rubrics;
    private readonly FrozenDictionary<string, Question> _byFolded;

    public QuestionNames(RubricLibrary rubrics)
    {
        _rubrics = rubrics;
        _byFolded = rubrics.Questions
            .GroupBy(question => Folded(question.Id), StringComparer.Ordinal)
            .Where(group => group.Count() == 1)
            .ToFrozenDictionary(group => group.Key, group => group.Single(), StringComparer.Ordinal);
    }

    /// <summary>The question of a name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out Question? question) =>
        (question = _rubrics.Find(name) ?? _byFolded.GetValueOrDefault(Folded(name))) is not null;

    /// <summary>What may have been meant, as an advice.</summary>
    public string Advice(string name) => _rubrics.Nearest(name) is { Count: > 0 } nearest
        ? $"Did you mean {string.Join(" or ", nearest)}?"
        : "See the questions with: sre-evaluator rubric list";

    // Lower case, and one hyphen for whatever else stands between letters and digits.
    private static string Folded(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (char.IsLetterOrDigit(letter))
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
            else if (folded.Length > 0 && folded[^1] != '-')
            {
                folded.Append('-');
            }
        }

        return folded.ToString().TrimEnd('-');
    }
}
