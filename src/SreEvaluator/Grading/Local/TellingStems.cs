using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>
/// How much more often stems stand in texts that make a key point than in those that make the others: the log-odds of naive Bayes, of those that speak for a
/// point. What is rare is drawn to no odds.
/// </summary>
internal static class TellingStems
{
    /// <summary>What is added to each count.</summary>
    private const float Smoothing = 0.5f;

    /// <summary>Learns them.</summary>
    /// <param name="texts">For each text its key point's place and the numbers of its stems, each once.</param>
    /// <param name="points">How many key points there are.</param>
    /// <param name="terms">How many terms the vocabulary has.</param>
    public static TermTable Learn(IReadOnlyCollection<(int Point, int[] Stems)> texts, int points, int terms)
    {
        var counts = new int[points, terms];
        var sums = new int[terms];
        var sizes = new int[points];
        foreach (var (point, stems) in texts)
        {
            sizes[point]++;
            foreach (var stem in stems)
            {
                counts[point, stem]++;
                sums[stem]++;
            }
        }

        var entries = new List<TermEntry>();
        for (var point = 0; point < points; point++)
        {
            for (var stem = 0; stem < terms; stem++)
            {
                if (counts[point, stem] == 0)
                {
                    continue;
                }

                var elsewhere = (sums[stem] - counts[point, stem] + Smoothing) / (texts.Count - sizes[point] + (2 * Smoothing));
                var here = (counts[point, stem] + (2 * Smoothing * elsewhere)) / (sizes[point] + (2 * Smoothing));
                if (here > elsewhere)
                {
                    entries.Add(new TermEntry(stem, point, MathF.Log(here / elsewhere)));
                }
            }
        }

        return new TermTable(entries, terms);
    }

    /// <summary>The stems of words that say something by themselves.</summary>
    public static IEnumerable<int> Of(IEnumerable<Word> words) => words.Where(word => !Content.IsFunction(word.Text)).Select(TermBag.StemOf).Distinct();
}
