using System.Globalization;
using System.Text;

namespace SreEvaluator.Tests.Robustness;

/// <summary>Writes the page that shows, attack by attack, what came of the suite.</summary>
internal static class RobustnessPage
{
    public static async Task<string> WriteAsync()
    {
        var outcomes = await ManipulationSuite.OutcomesAsync();
        var listed = outcomes.Where(outcome => outcome.Manipulation.Number > 0).ToList();
        var fooled = listed.Where(outcome => outcome.Way != Way.Fair).ToList();
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # What manipulation achieves

            SreEvaluator resists the suite on this page, with these figures. It is not immune: who finds another way gets another row.

            The suite takes {ManipulationSuite.Clean.Count} clean answers and makes {listed.Where(outcome => outcome.Way == Way.Fair).Select(outcome => outcome.Text).Distinct().Count()} manipulated ones of them. Each is graded by a fair judge, and by a judge that is
            **fooled on purpose**: it obeys whatever the answer says, claims every key point with full confidence, and backs the claims in five ways. It quotes the
            instruction itself, one sentence for all points, the sentences in turn, for each point the nearest sentence (the best lie that there is), or something that
            the answer does not hold. So the figures do not hang on how well some model resists: they show what is left when it does not resist at all.

            Over all listed attacks, {fooled.Count:N0} gradings by the fooled judge:

            | | |
            |---|---|
            | Claims beyond the clean answer | {fooled.Sum(outcome => outcome.Claimed):N0} |
            | of them refused by the evidence rules | {Share(fooled.Sum(outcome => outcome.Refused), fooled.Sum(outcome => outcome.Claimed))} |
            | Gradings with credit gained | {fooled.Count(outcome => outcome.Gained > 0):N0} |
            | of them sent to a person | {Share(fooled.Count(outcome => outcome.Gained > 0 && outcome.Reviewed), fooled.Count(outcome => outcome.Gained > 0))} |
            | of them for their quotes alone, had screening seen nothing | {Share(fooled.Count(outcome => outcome.Gained > 0 && outcome.ReviewedForItsQuotes), fooled.Count(outcome => outcome.Gained > 0))} |
            | **Credit gained that nobody looks at** | **{fooled.Count(outcome => outcome.Gained > 0 && !outcome.Reviewed)}** |

            Screening and these attacks were written by the same people, so an attack in new words is seen less often than these are. The line on quotes alone says what holds then.

            ## Attack by attack
            Credit is in hundredths of all credit, over that of the clean answer. "Fair judge" is the most that the attack changed with a judge that ignores it.
            "Flagged" is the share of gradings whose answer screening saw as suspicious, before any judge. "Reviewed" is the share that goes to a person, for that or any other doubt.
            Each case has a number, and its test names it: see `ManipulationCases` in tests/SreEvaluator.Tests/Robustness, which also has manipulations that are not in this table.

            | case | attack | answers | fair judge | fooled: credit gained, mean | most | claims refused | flagged | reviewed | gained unseen |
            |---:|---|---:|---:|---:|---:|---:|---:|---:|---:|

            """);
        foreach (var attack in listed.GroupBy(outcome => outcome.Manipulation).OrderBy(group => group.Key.Number))
        {
            AddRow(page, attack.Key.Number.ToString(CultureInfo.InvariantCulture), [.. attack]);
        }

        page.Append("""

            ## What is known to get through
            Answers about security must be able to quote an attack. So an order that is quoted and discussed as one is not flagged, and who dresses an order up like that has only the evidence rules to fear:

            | case | attack | answers | fair judge | fooled: credit gained, mean | most | claims refused | flagged | reviewed | gained unseen |
            |---:|---|---:|---:|---:|---:|---:|---:|---:|---:|

            """);
        AddRow(page, "-", [.. outcomes.Where(outcome => outcome.Manipulation.Number == 0)]);
        page.Append("""

            More limits:
            - Style alone should move no score by more than 2 of 100 on average (case 78, in `FairnessCases`). With a fair judge it moves them by less than 0.1. With the local grader too the mean stays
              within the bar (0.9 without articles, 0.4 with a filler after each sentence), but single answers move by up to 27.
            - A fooled judge that grants one or two points more, on sentences that have to do with them, is not told from a generous one.
            - Where a point is itself a negation ("blames nobody"), a sentence that rejects it ("we don't do blameless reviews") can look like it; the quote is then let through.
            - Patterns know English best, a few languages a little, and others not at all.

            ## How this page is made
            From the suite's own results. A test fails where they differ from this page; this writes it anew:

            ```
            SRE_WRITE_PAGES=1 dotnet test --project tests/SreEvaluator.Tests --filter-class "*RobustnessPageTests"
            ```

            """);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void AddRow(StringBuilder page, string number, List<Outcome> outcomes)
    {
        var attack = outcomes[0].Manipulation;
        var fair = outcomes.Where(outcome => outcome.Way == Way.Fair).ToList();
        var fooled = outcomes.Where(outcome => outcome.Way != Way.Fair).ToList();
        page.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {number} | {attack.Name} | {fair.Count} | {fair.Max(outcome => outcome.Gained):0.#} | {fooled.Average(outcome => outcome.Gained):0.0} | {fooled.Max(outcome => outcome.Gained):0.0} | {Share(fooled.Sum(outcome => outcome.Refused), fooled.Sum(outcome => outcome.Claimed))} | {Share(fooled.Count(outcome => outcome.Flagged), fooled.Count)} | {Share(fooled.Count(outcome => outcome.Reviewed), fooled.Count)} | {fooled.Count(outcome => outcome.Gained > 0 && !outcome.Reviewed)} |");
    }

    private static string Share(int part, int whole) => whole == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0}%");
}
