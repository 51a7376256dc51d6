namespace SreEvaluator.Rubrics;

/// <summary>Looks through a valid rubric for what makes grading or feedback worse than it could be.</summary>
public static class RubricLint
{
    private const int LeastExemplars = 2;
    private const int MostStatementWords = 40;
    private const int LeastLettersOfTellingWord = 6;
    private const int SharedWordsThatGiveAway = 2;

    private static readonly char[] SentenceEnds = ['.', '?', '!'];

    /// <summary>Checks a rubric.</summary>
    /// <param name="rubric">The rubric.</param>
    /// <returns>What was found, question by question; empty where there is nothing to say.</returns>
    public static IReadOnlyList<LintFinding> Check(Rubric rubric)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        return [.. rubric.Questions.SelectMany(Check)];
    }

    private static IEnumerable<LintFinding> Check(Question question)
    {
        LintedPart[] keyPoints = [.. question.KeyPoints.Select(keyPoint => LintedPart.Of(question, keyPoint))];
        LintedPart[] parts = [.. keyPoints, .. question.RedFlags.Select(redFlag => LintedPart.Of(question, redFlag))];
        return
        [
            .. NoCriticalPoint(question),
            .. WeightsAllTheSame(question),
            .. question.KeyPoints.Zip(keyPoints).SelectMany(pair => Check(question, pair.First, pair.Second)),
            .. parts.SelectMany(ExemplarsWithoutCue),
            .. parts.SelectMany(part => CuesOnTheQuestion(question, part)),
            .. parts.SelectMany(RepeatedStems),
            .. parts.SelectMany(ShadowedCues),
            .. Overlaps(keyPoints),
        ];
    }

    private static IEnumerable<LintFinding> Check(Question question, KeyPoint keyPoint, LintedPart part) =>
    [
        .. FewExemplars(part),
        .. LongStatement(keyPoint, part),
        .. GivesAway(question, keyPoint, part, "hint", keyPoint.Hint),
        .. GivesAway(question, keyPoint, part, "probe", keyPoint.Probe),
    ];

    private static IEnumerable<LintFinding> NoCriticalPoint(Question question)
    {
        if (!question.KeyPoints.Any(keyPoint => keyPoint.Critical))
        {
            yield return new LintFinding(
                question.Id, "no key point is critical", "Mark the one or two without which no answer is strong; missing them caps the band.");
        }
    }

    private static IEnumerable<LintFinding> WeightsAllTheSame(Question question)
    {
        if (question.KeyPoints.Length > 2 && question.KeyPoints.DistinctBy(keyPoint => keyPoint.Weight).Count() == 1)
        {
            yield return new LintFinding(
                question.Id,
                $"every key point has the weight {question.KeyPoints[0].Weight}",
                "Give 3 to what is essential, 2 to what is important and 1 to a plus, so that the score tells them apart.");
        }
    }

    private static IEnumerable<LintFinding> FewExemplars(LintedPart part)
    {
        if (part.Exemplars.Length < LeastExemplars)
        {
            yield return new LintFinding(
                part.Where, $"{part.Exemplars.Length} exemplar", "Write at least two or three, one of them in plain words without the trade's terms.");
        }
    }

    private static IEnumerable<LintFinding> LongStatement(KeyPoint keyPoint, LintedPart part)
    {
        var words = Words.Of(keyPoint.Statement).Length;
        if (words > MostStatementWords)
        {
            yield return Note(
                part.Where,
                $"the statement has {words} words",
                $"Say one thing in at most {MostStatementWords}: where it makes two claims, make two key points; what counts belongs in covered.");
        }
    }

    private static IEnumerable<LintFinding> GivesAway(Question question, KeyPoint keyPoint, LintedPart part, string field, string text)
    {
        if (Sentences(text).Any(part.FiresOn))
        {
            yield return Note(
                part.Where, $"a cue fires on the {field}: \"{text}\"", "Ask for the point without its words, or the candidate only needs to repeat them.");
            yield break;
        }

        var shared = TellingWords(keyPoint.Statement).Intersect(TellingWords(text)).Except(TellingWords(question.Asks)).ToList();
        if (shared.Count >= SharedWordsThatGiveAway)
        {
            yield return Note(
                part.Where,
                $"the {field} shares words with the statement: {string.Join(", ", shared)}",
                "See whether it gives the point away.");
        }
    }

    private static IEnumerable<LintFinding> ExemplarsWithoutCue(LintedPart part) => part.Exemplars
        .Where(exemplar => !part.FiresOn(exemplar))
        .Select(exemplar => new LintFinding(
            part.Where, $"no cue fires on the exemplar \"{exemplar}\"", "Add a cue for what makes the point in it: other candidates will put it that way too."));

    private static IEnumerable<LintFinding> CuesOnTheQuestion(Question question, LintedPart part) => Sentences(question.Asks)
        .SelectMany(part.FiringOn)
        .Distinct()
        .Select(cue => new LintFinding(
            part.Where, $"cue {cue + 1} fires on the question's own text", "Narrow it, with a group more or with longer stems: who repeats the question has not answered it."));

    private static IEnumerable<LintFinding> RepeatedStems(LintedPart part)
    {
        for (var cue = 0; cue < part.Cues.Length; cue++)
        {
            for (var group = 0; group < part.Cues[cue].Groups.Length; group++)
            {
                var repeated = part.Cues[cue].Groups[group].CountBy(stem => stem, StringComparer.Ordinal).Where(count => count.Value > 1).ToList();
                if (repeated.Count > 0)
                {
                    yield return Note(
                        part.Where,
                        $"group {group + 1} of cue {cue + 1} repeats {string.Join(", ", repeated.Select(count => count.Key))}",
                        "Keep each stem once.");
                }
            }
        }
    }

    private static IEnumerable<LintFinding> ShadowedCues(LintedPart part)
    {
        for (var cue = 0; cue < part.Cues.Length; cue++)
        {
            var shadowing = Enumerable.Range(0, part.Cues.Length).Where(other => Shadows(part, other, cue)).Select(other => other + 1).ToList();
            if (shadowing.Count > 0)
            {
                yield return new LintFinding(
                    part.Where, $"cue {cue + 1} fires only where cue {shadowing[0]} does too", "Remove it, or narrow the other one.");
            }
        }
    }

    // Of two cues that are the same, the later one is shadowed.
    private static bool Shadows(LintedPart part, int other, int cue) =>
        other != cue && Implies(part.Cues[cue], part.Cues[other]) && (other < cue || !Implies(part.Cues[other], part.Cues[cue]));

    // Whether a sentence that has all groups of the one has all groups of the other.
    private static bool Implies(Cue cue, Cue other) =>
        other.Groups.All(wide => cue.Groups.Any(narrow => narrow.All(stem => wide.Contains(stem, StringComparer.Ordinal))));

    private static IEnumerable<LintFinding> Overlaps(LintedPart[] keyPoints) =>
        from one in keyPoints.Index()
        from other in keyPoints.Skip(one.Index + 1)
        where one.Item.Exemplars.Any(other.FiresOn) && other.Exemplars.Any(one.Item.FiresOn)
        select Note(
            one.Item.Where,
            $"its cues fire on an exemplar of {other.Id}, and the other way round",
            "Say under covered how the two differ, and see whether a cue can be narrower.");

    private static LintFinding Note(string where, string finding, string advice) => new(where, finding, advice) { Severity = LintSeverity.Note };

    private static HashSet<string> TellingWords(string text) =>
        [.. Words.Of(text).Select(word => word.Text).Where(word => word.Length >= LeastLettersOfTellingWord)];

    private static string[] Sentences(string text) => text.Split(SentenceEnds, StringSplitOptions.RemoveEmptyEntries);
}
