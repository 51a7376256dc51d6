using System.Globalization;
using Spectre.Console;
using SreEvaluator.Batches;
using SreEvaluator.Cli.Rendering;
using SreEvaluator.Grading.Judging;

namespace SreEvaluator.Cli.Batches;

/// <summary>What a batch would do, question by question.</summary>
/// <param name="Survey">What the input holds.</param>
/// <param name="ToGrade">What of it would be graded.</param>
/// <param name="Uses">What the judge is likely to take for each question; empty where none is asked.</param>
internal sealed record DryRun(BatchSurvey Survey, IReadOnlyList<QuestionCount> ToGrade, IReadOnlyList<JudgeUse> Uses)
{
    /// <summary>What the judge is likely to take in all; null where none is asked.</summary>
    public JudgeUse? Total => Uses.Count == 0 ? null : new JudgeUse(
        Uses.Sum(use => use.Calls),
        Uses.Sum(use => use.InputTokens),
        Uses.Sum(use => use.OutputTokens),
        Uses.Aggregate((decimal?)0, (sum, use) => sum + use.Cost));

    public static async Task<DryRun> OfAsync(BatchSurvey survey, IReadOnlyList<QuestionCount> toGrade, JudgeOptions? judge, CancellationToken cancellationToken)
    {
        var uses = new List<JudgeUse>();
        if (judge is not null)
        {
            var forecast = new JudgeForecast(judge);
            foreach (var (question, answers, characters) in toGrade)
            {
                uses.Add(await forecast.OfAsync(question, answers, characters, cancellationToken));
            }
        }

        return new DryRun(survey, toGrade, uses);
    }

    /// <summary>Shows it.</summary>
    /// <param name="console">Where.</param>
    /// <param name="server">The address of the service that would grade; null where this program would.</param>
    public void Write(IAnsiConsole console, string? server)
    {
        var table = Uses.Count == 0 ? Page.Table("question", "answers") : Page.Table("question", "answers", "tokens in", "tokens out", "cost");
        foreach (var (index, count) in ToGrade.Index())
        {
            table.AddRow([.. Row(count.Question.Id, count.Answers, Uses.ElementAtOrDefault(index)).Select(cell => new Text(cell))]);
        }

        table.AddRow([.. Row("all", ToGrade.Sum(count => count.Answers), Total).Select(cell => new Text(cell, Page.Title))]);
        console.Write(table);
        console.WriteLine();
        if (ToGrade.Sum(count => count.Answers) is var graded && graded < Survey.Answers)
        {
            console.Paragraph($"{graded} of {Counted.Of(Survey.Answers, "answer")} of the input: the others are graded, or not drawn.");
        }

        console.Paragraph(Total switch
        {
            null when server is not null => $"{server} grades all of it, by the model that it is configured with.",
            null => "The local grader grades all of it on this machine, at no cost.",
            { Cost: null } => "The model has no price. To see the cost: --set Judge:Prices:<model>:Input=<price of a million tokens>, and the same with Output.",
            _ => "Tokens and cost are estimates: four characters a token, 80 tokens a key point in the reply; retries, repairs and a second judge are not in them. To set a limit: --max-cost <amount>",
        });
    }

    private static IEnumerable<string> Row(string name, int answers, JudgeUse? use) => use is null
        ? [name, Number(answers)]
        : [name, Number(answers), Number(use.InputTokens), Number(use.OutputTokens), use.Cost is { } cost ? ProgressText.Cost(cost) : "–"];

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
