using System.Globalization;
using Spectre.Console;
using SreEvaluator.Batches;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reviews;
using SreEvaluator.Reviews.Groups;

namespace SreEvaluator.Cli.Reviews;

/// <summary>A person at a terminal who decides what is in question, one key press a decision.</summary>
internal sealed class ReviewSession(Shell shell, GradedBatch batch, Reviewer reviewer, SimilarAnswers similar)
{
    private const int ShownPassages = 12;

    private IAnsiConsole Console => shell.Console;

    /// <summary>Goes through the queue until it is done or the person stops.</summary>
    public async Task RunAsync(IReadOnlyList<ReviewItem> items, int asked, CancellationToken cancellationToken)
    {
        for (var index = 0; index < items.Count;)
        {
            var item = batch.Refreshed(items[index]);
            if (!item.Open.Any())
            {
                index++;
                continue;
            }

            Header(item, index + 1, asked);
            switch (await ItemAsync(item, [.. item.Open], cancellationToken))
            {
                case Next.Stop:
                    return;
                case Next.Skip:
                    index++;
                    break;
                case Next.Undone:
                    // What was taken back may be of the item before.
                    index = Math.Max(0, index - 1);
                    break;
            }
        }

        Console.Paragraph("Nothing is left to review here.", Page.Title);
    }

    /// <summary>Goes once through all points of answers that the person named, those that are decided too.</summary>
    public async Task LookAsync(IReadOnlyList<ReviewItem> items, CancellationToken cancellationToken)
    {
        foreach (var (index, item) in items.Index())
        {
            Header(item, index + 1, items.Count);
            while (await ItemAsync(batch.Refreshed(item), [.. item.InQuestion], cancellationToken) is var next && next != Next.Done && next != Next.Skip)
            {
                if (next == Next.Stop)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Goes through groups of passages that say much the same.</summary>
    public async Task RunAsync(IReadOnlyList<PassageGroup> groups, CancellationToken cancellationToken)
    {
        for (var index = 0; index < groups.Count;)
        {
            var group = groups[index];
            Console.Heading($"Group {index + 1} of {groups.Count}: {Counted.Of(group.Passages.Length, "passage")} on {group.KeyPoint.Id} ({group.Question.Id})");
            Point(group.KeyPoint);
            foreach (var passage in group.Passages.Take(ShownPassages))
            {
                Console.Item("•", $"{Quotation.Of(passage.Text, 300)}  the machine: {Words(passage.Verdict)}");
            }

            if (group.Passages.Length > ShownPassages)
            {
                Console.Paragraph($"and {group.Passages.Length - ShownPassages} more like them", Page.Quiet, indent: 2);
            }

            Console.Paragraph("c covered  p partial  m missing, for all of them   s skip  u undo  q stop", Page.Quiet);
            switch (await KeyAsync("cpmsuq", cancellationToken))
            {
                case 'q':
                    return;
                case 's':
                    index++;
                    break;
                case 'u':
                    index = Undone() ? Math.Max(0, index - 1) : index;
                    break;
                case var key:
                    var verdict = Verdict(key);
                    var reason = await ReasonAsync("Why? It is kept with each of them.", needed: true, cancellationToken);
                    reviewer.Decide(
                        [.. group.Passages.Select(passage => (passage.Evaluation.Machine.Id, group.KeyPoint.Id, verdict, passage.Text, reason))], blind: false);
                    index++;
                    break;
            }
        }

        Console.Paragraph("No group is left.", Page.Title);
    }

    private enum Next
    {
        Done,
        Skip,
        Undone,
        Stop,
    }

    private bool Undone()
    {
        var undone = reviewer.Undo();
        Console.Paragraph(undone ? "Taken back." : "There is nothing to take back.");
        return undone;
    }

    private async Task<Next> ItemAsync(ReviewItem item, IReadOnlyList<Verdict> open, CancellationToken cancellationToken)
    {
        var left = false;
        for (var index = 0; index < open.Count; index++)
        {
            var verdict = open[index];
            Console.Heading($"Point {index + 1} of {open.Count}: {verdict.KeyPoint.Id} (weight {verdict.KeyPoint.Weight}{(verdict.KeyPoint.Critical ? ", critical" : string.Empty)})");
            Point(verdict.KeyPoint);
            if (!reviewer.Blind)
            {
                Machine(verdict);
                Decided(item, verdict);
            }

            Console.Paragraph(
                reviewer.Blind ? "c covered  p partial  m missing   n leave open  s skip the answer  u undo  q stop" : "c covered  p partial  m missing  Enter agree  a agree with all that is left of the answer   n leave open  s skip the answer  u undo  q stop",
                Page.Quiet);
            switch (await KeyAsync(reviewer.Blind ? "cpmnsuq" : "cpmansuq\r", cancellationToken))
            {
                case 'q':
                    return Next.Stop;
                case 's':
                    return Next.Skip;
                case 'n':
                    left = true;
                    break;
                case 'u' when Undone():
                    return Next.Undone;
                case 'u':
                    index--;
                    break;
                case 'a':
                    AgreeWithAll(item);
                    return Next.Done;
                case '\r' when verdict.Coverage == Coverage.NotAssessed:
                    Console.Paragraph("The machine could not assess it: there is nothing to agree with.");
                    index--;
                    break;
                case '\r':
                    reviewer.Decide([(item.Evaluation.Machine.Id, verdict.KeyPoint.Id, verdict.Coverage, FirstQuote(verdict), VerdictOverride.Agreed)], blind: false);
                    break;
                case var key:
                    await DecideAsync(item, verdict, Verdict(key), cancellationToken);
                    break;
            }
        }

        // What was left open would be shown again at once.
        return left ? Next.Skip : Next.Done;
    }

    private async Task DecideAsync(ReviewItem item, Verdict machine, Coverage verdict, CancellationToken cancellationToken)
    {
        var quote = verdict == Coverage.Missing ? string.Empty : FirstQuote(machine);
        if (verdict != Coverage.Missing && (quote.Length == 0 || reviewer.Blind))
        {
            quote = await QuoteAsync(item.Evaluation.Machine.Answer, cancellationToken);
        }

        var agrees = verdict == machine.Coverage && !reviewer.Blind;
        var reason = agrees ? VerdictOverride.Agreed : await ReasonAsync(reviewer.Blind ? "Why? Enter for no reason." : "Why?", needed: !reviewer.Blind, cancellationToken);
        reviewer.Decide([(item.Evaluation.Machine.Id, machine.KeyPoint.Id, verdict, quote, reason.Length == 0 ? VerdictOverride.MarkedBlind : reason)], reviewer.Blind);
        if (reviewer.Blind)
        {
            Machine(machine);
        }
    }

    private void AgreeWithAll(ReviewItem item)
    {
        // What was decided a moment ago is not in the item as it was shown.
        var left = batch.Refreshed(item).Evaluation.Verdicts.Where(verdict => verdict.Person is null && verdict.Machine.Coverage != Coverage.NotAssessed).ToList();
        if (left.Count > 0)
        {
            reviewer.Decide(
                [.. left.Select(verdict => (item.Evaluation.Machine.Id, verdict.Machine.KeyPoint.Id, verdict.Machine.Coverage, FirstQuote(verdict.Machine), VerdictOverride.Agreed))], blind: false);
        }
    }

    private void Header(ReviewItem item, int number, int asked)
    {
        var machine = item.Evaluation.Machine;
        Console.WriteLine();
        Console.Write(new Rule { Style = Page.Quiet });
        Console.Paragraph($"{number} of {asked}: answer {machine.Answer.Id} to {machine.Question.Id}", Page.Title);
        Console.Paragraph(string.Create(CultureInfo.InvariantCulture, $"About {Math.Ceiling(item.Worth.Minutes):0} min. The score is likely to be off by {item.Worth.ExpectedError:0} points; the band is another one with a chance of {item.Worth.BandAtStake:0%}."), Page.Quiet);
        if (!reviewer.Blind)
        {
            foreach (var reason in item.Reasons)
            {
                Console.Item("•", reason);
            }
        }

        foreach (var other in similar.To(machine.Question.Id, machine.Answer.Id).Take(3))
        {
            Console.Item("≈", string.Create(
                CultureInfo.InvariantCulture,
                $"It shares {other.Shared:0%} of its phrases with answer {other.Answer}{(other.Candidate.Length > 0 ? $" of {other.Candidate}" : string.Empty)}. That is a hint, no more: a common source has the same effect."));
        }

        Console.Paragraph(machine.Question.Asks, Page.Quiet);
        Console.WriteLine();
        Console.Paragraph(AnswerText.Of(machine.Answer.Text), indent: 2);
    }

    private void Point(Rubrics.KeyPoint keyPoint) => Console.Fields(
        ("point", keyPoint.Statement),
        ("covered", keyPoint.Covered),
        ("partial", keyPoint.Partial));

    private void Machine(Verdict verdict)
    {
        Console.Fields(
            ("machine", Words(verdict)),
            ("reason", verdict.Reason),
            ("quote", verdict.Evidence.IsEmpty ? string.Empty : Quotation.Of(verdict.Evidence[0].Quote, 300)));
        Console.WriteLine();
    }

    private void Decided(ReviewItem item, Verdict verdict)
    {
        if (item.Evaluation.Verdicts.FirstOrDefault(effective => effective.Machine == verdict)?.Person is { } person)
        {
            Console.Paragraph($"{person.Person} decided: {CoverageMark.Of(person.Verdict)}. {person.Reason}");
        }
    }

    private async Task<string> QuoteAsync(Answer answer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var words = await LineAsync("Where does it say so? Copy a few words, or Enter for none.", cancellationToken);
            if (words.Length == 0)
            {
                return string.Empty;
            }

            if (Evidence.Find(answer, words) is { } evidence)
            {
                return evidence.Quote;
            }

            Console.Paragraph("The answer does not hold these words.");
        }
    }

    private async Task<string> ReasonAsync(string prompt, bool needed, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reason = await LineAsync(prompt, cancellationToken);
            if (reason.Length is > 0 and <= Override.LongestReason || (reason.Length == 0 && !needed))
            {
                return reason;
            }

            Console.Paragraph(reason.Length == 0 ? "A decision that differs needs a reason, for whoever reads it later." : $"At most {Override.LongestReason} characters.");
        }
    }

    private async Task<string> LineAsync(string prompt, CancellationToken cancellationToken) =>
        (await Console.PromptAsync(new TextPrompt<string>(Markup.Escape(prompt)) { AllowEmpty = true }, cancellationToken)).Trim();

    private async Task<char> KeyAsync(string keys, CancellationToken cancellationToken)
    {
        while (true)
        {
            var key = await Console.Input.ReadKeyAsync(intercept: true, cancellationToken);
            var letter = key is { Key: ConsoleKey.Enter } ? '\r' : char.ToLowerInvariant(key?.KeyChar ?? '\0');
            if (letter != '\0' && keys.Contains(letter, StringComparison.Ordinal))
            {
                return letter;
            }
        }
    }

    private static string Words(Verdict verdict) => verdict.Coverage == Coverage.NotAssessed
        ? "not assessed"
        : string.Create(CultureInfo.InvariantCulture, $"{CoverageMark.Of(verdict.Coverage)}, {verdict.Confidence:0%} sure");

    private static string FirstQuote(Verdict verdict) => verdict.Evidence.IsEmpty ? string.Empty : verdict.Evidence[0].Quote;

    private static Coverage Verdict(char key) => key switch { 'c' => Coverage.Covered, 'p' => Coverage.Partial, _ => Coverage.Missing };
}
