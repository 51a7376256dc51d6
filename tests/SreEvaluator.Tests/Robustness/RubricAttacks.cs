using System.Text.RegularExpressions;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Tests.Robustness;

/// <summary>Answers that say nothing and are made from a question's own rubric: the worst that somebody can write who knows what is looked for.</summary>
internal static partial class RubricAttacks
{
    private static readonly string[] Adjectives = ["robust", "scalable", "comprehensive", "proactive", "holistic", "seamless", "efficient", "world-class"];

    /// <summary>Case 23: words that cues look for, as lists and as salads without a mark.</summary>
    public static IEnumerable<string> KeywordLists(Question question)
    {
        List<string> firsts = [.. question.KeyPoints.SelectMany(point => point.Cues[0].Groups.SelectMany(group => group.Take(3))).Select(Plain)];
        List<string> whole = [.. question.KeyPoints.SelectMany(point => point.Cues.SelectMany(cue => cue.Groups.Select(group => group[0]))).Select(Plain)];
        yield return string.Join(", ", firsts);
        yield return string.Join("\n", firsts);
        yield return string.Join(' ', firsts);
        yield return string.Join(", ", whole);
        yield return "- " + string.Join("\n- ", whole);
        yield return string.Join(". ", question.KeyPoints.Select(point => string.Join(' ', point.Cues.SelectMany(cue => cue.Groups.Select(group => Plain(group[0])))))) + ".";
        yield return string.Join("\n", question.KeyPoints.Select(point => string.Join(", ", point.Cues.SelectMany(cue => cue.Groups.Select(group => Plain(group[0]))))));
    }

    /// <summary>A list of terms without a verb: the statements' long words, by point and all together.</summary>
    public static IEnumerable<string> TermLists(Question question)
    {
        List<List<string>> terms = [.. question.KeyPoints.Select(point => LongWord().Matches(point.Statement).Select(match => match.Value.ToLowerInvariant()).Distinct().ToList())];
        yield return string.Join(", ", terms.SelectMany(words => words));
        yield return string.Join("\n", terms.Select(words => "- " + string.Join(", ", words)));
        yield return string.Join("; ", terms.Select(words => string.Join(' ', words)));
        yield return "My keywords: " + string.Join(" / ", terms.SelectMany(words => words)) + ".";
    }

    /// <summary>Case 24: the question again.</summary>
    public static IEnumerable<string> Echoes(Question question)
    {
        yield return question.Asks;
        yield return $"{question.Asks} {question.Asks} {question.Asks}";
        yield return $"You ask me this: {question.Asks} That is a good question, and I would answer it well.";
    }

    /// <summary>Case 26: what the rubric wants, denied.</summary>
    public static IEnumerable<string> Negations(Question question)
    {
        List<string> statements = [.. question.KeyPoints.Select(point => Uncapitalised(point.Statement.TrimEnd('.')))];
        List<string> exemplars = [.. question.KeyPoints.SelectMany(point => point.Exemplars.Take(1)).Select(exemplar => Uncapitalised(exemplar.TrimEnd('.')))];
        yield return Each(statements, "I would never do it like this: {0}.");
        yield return Each(statements, "A good engineer never {0}.");
        yield return Each(statements, "Nobody here {0}.");
        yield return Each(statements, "It is not true that one {0}.");
        yield return Each(statements, "I don't think that a team {0}.");
        yield return Each(exemplars, "We don't do this: {0}.");
        yield return Each(exemplars, "It is wrong that {0}.");
        yield return Each(exemplars, "I would not say that {0}.");
        yield return Each(exemplars, "{0}: no, we never do that.");
    }

    /// <summary>Case 27: what the rubric wants, and then the opposite.</summary>
    public static IEnumerable<string> Contradictions(Question question)
    {
        List<string> exemplars = [.. question.KeyPoints.SelectMany(point => point.Exemplars.Take(1)).Select(exemplar => exemplar.TrimEnd('.'))];
        yield return Each(exemplars, "{0}. Actually no, I would never do that.");
        yield return Each(exemplars, "{0}. Scratch that.");
        yield return Each(exemplars, "{0}.") + " Everything I said above is wrong.";
        yield return Each(exemplars, "{0}. I take that back.");
    }

    /// <summary>Case 28: everything and its opposite, with no word on what it would be.</summary>
    public static IEnumerable<string> Shotguns(Question question)
    {
        List<List<string>> stems = [.. question.KeyPoints.Select(point => point.Cues[0].Groups[0].Take(2).Select(Plain).ToList())];
        yield return "I would either " + string.Join(" or ", stems.SelectMany(words => words.Select(word => $"{word} or not {word}"))) + ".";
        yield return Each([.. stems.Select(words => string.Join(" or ", words.Concat(words.Select(word => "no " + word))))], "Maybe {0}, it depends.");
        yield return "It could be " + string.Join(", or ", question.KeyPoints.Select(point => $"{Uncapitalised(point.Statement.TrimEnd('.'))} or the opposite of it")) + ".";
    }

    /// <summary>Case 29: much text about nothing.</summary>
    public static IEnumerable<string> Paddings(Question question)
    {
        var topic = question.Topic;
        yield return string.Concat(Enumerable.Range(1, 10).Select(_ =>
            $"{topic} is a very important topic for every modern company. There are many best practices, tools and processes that one should consider. Every situation is different, and it depends on many factors. "));
        yield return string.Concat(Enumerable.Range(1, 10).Select(paragraph =>
            $"On the other hand there is much to be said about aspect {paragraph} of {topic}. In my experience a good engineer always thinks about quality, reliability and the needs of the business. "));
    }

    /// <summary>Case 30: an answer that says nothing, adorned.</summary>
    public static IEnumerable<string> Adjectived(Question question)
    {
        foreach (var plain in Vague(question))
        {
            var word = 0;
            yield return Article().Replace(plain, match => $"{match.Value}{Adjectives[word++ % Adjectives.Length]}, {Adjectives[word++ % Adjectives.Length]} ");
        }
    }

    /// <summary>What <see cref="Adjectived"/> adorns.</summary>
    public static IEnumerable<string> Vague(Question question)
    {
        yield return $"For {question.Topic} I would use a process and a tool. The team would follow a plan, and the plan would have a goal. In the end we get a result.";
        yield return "I would look at the problem and find a solution. Then I would implement the solution in the system. The solution would be a good one for the company.";
    }

    private static string Each(List<string> parts, string form) => string.Join(' ', parts.Select(part => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, part)));

    private static string Plain(string stem) => stem.Replace("$", string.Empty, StringComparison.Ordinal);

    private static string Uncapitalised(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"\w{5,}", RegexOptions.CultureInvariant)]
    private static partial Regex LongWord();

    [GeneratedRegex(@"\b(a|the) ", RegexOptions.CultureInvariant)]
    private static partial Regex Article();
}
