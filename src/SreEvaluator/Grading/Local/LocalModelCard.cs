using System.Globalization;
using System.Text;
using SreEvaluator.Agreement;

namespace SreEvaluator.Grading.Local;

/// <summary>What is to be known of a trained model: from what it learnt, how it does on answers that it has not seen, and its hash.</summary>
public sealed record LocalModelCard
{
    /// <summary>The card's file name, beside the model.</summary>
    public const string Name = "README.md";

    /// <summary>The SHA-256 of the model file, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many labelled answers it learnt from.</summary>
    public required int Answers { get; init; }

    /// <summary>How many writers they are of.</summary>
    public required int Writers { get; init; }

    /// <summary>How many questions they answer.</summary>
    public required int Questions { get; init; }

    /// <summary>How many labelled quotes it remembers.</summary>
    public required int Quotes { get; init; }

    /// <summary>The agreement on writers that a model trained alike had not seen; null where it was not measured.</summary>
    public AgreementFigures? UnseenWriters { get; init; }

    /// <summary>The agreement on questions that a model trained alike had not seen; null where it was not measured.</summary>
    public AgreementFigures? UnseenQuestions { get; init; }

    /// <summary>What the answers changed that were added to those that it would have learnt from otherwise; null where none were.</summary>
    public AddedAnswers? Added { get; init; }

    /// <summary>The card as Markdown.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        Line($"# Model card: the local grader");
        Line($"");
        Line($"`{LocalModelFile.Name}` grades answers without a language model. `sre-evaluator train` made it, and makes it again.");
        Line($"");
        Line($"| | |");
        Line($"|---|---|");
        Line($"| SHA-256 | `{Sha256}` |");
        Line($"| Learnt from | {Answers} labelled answers of {Writers} writers to {Questions} questions, with {Quotes:N0} quotes |");
        Line($"| Kind | two steps, each the mean of a logistic regression and boosted trees (ML.NET): how probably each sentence makes each key point, then how far the answer does; confidence calibrated on answers held out |");
        Line($"| Use | practice, a second opinion, and what stands in when the judge fails; a person decides |");
        Line($"| Limits | English; it matches words and does not understand an argument; red flags are found by cues alone |");
        if (UnseenWriters is { } writers && UnseenQuestions is { } questions)
        {
            Line($"");
            Line($"## Agreement with labels that it had not seen");
            Line($"| figure | unseen writers | unseen questions |");
            Line($"|---|---|---|");
            Row("pairs of answer and key point", figures => figures.Pairs);
            Row("macro F1, credit against missing (`macroF1Binary`)", figures => figures.MacroF1Binary);
            Row("kappa, quadratic (`kappaQuadratic`)", figures => figures.KappaQuadratic);
            Row("accuracy of credit against missing", figures => figures.Accuracy2);
            Row("accuracy of three verdicts", figures => figures.Accuracy3);
            Row("macro F1, three verdicts", figures => figures.MacroF1Three);
            Row("expected calibration error", figures => figures.ExpectedCalibrationError);
            Row("score: mean absolute error, points of 100", figures => figures.ScoreMae);
            Row("score: correlation", figures => figures.ScorePearson);
            Line($"");
            Line($"Unseen writers: cross-validation in which no model saw the writer that it was measured on, though it saw other answers to the same");
            Line($"question. Unseen questions: no model saw any answer to the question, so it had the rubric alone. Everything that is fitted was fitted");
            Line($"within the fold. The commands:");
            Line($"");
            Line($"```");
            Line($"sre-evaluator evaluate data/labelled-answers.jsonl --cross-validate writer");
            Line($"sre-evaluator evaluate data/labelled-answers.jsonl --cross-validate question");
            Line($"```");

            void Row(string name, Func<AgreementFigures, double?> figure) => Line($"| {name} | {figure(writers):0.###} | {figure(questions):0.###} |");
        }

        if (Added is { OnThem: { } them, OnAll: { } all })
        {
            Line($"");
            Line($"## What the added answers changed");
            Line($"{Added.Answers:N0} of the answers were added to the others. Unseen writers again, the same answers held out before and after.");
            Line($"");
            Line($"| figure | added answers, before | after | all answers, before | after |");
            Line($"|---|---|---|---|---|");
            Change("macro F1, credit against missing", figures => figures.MacroF1Binary);
            Change("kappa, quadratic", figures => figures.KappaQuadratic);
            Change("expected calibration error", figures => figures.ExpectedCalibrationError);
            Change("score: mean absolute error, points of 100", figures => figures.ScoreMae);

            void Change(string name, Func<AgreementFigures, double?> figure) => Line(
                $"| {name} | {figure(them.Before):0.###} | {figure(them.After):0.###} | {figure(all.Before):0.###} | {figure(all.After):0.###} |");
        }

        Line($"");
        Line($"## Elsewhere");
        Line($"How models of this kind do on sets of other domains that people labelled, with the command: `bench/results/public-sets.md` of the project.");
        Line($"What is covered of texts made to game it, with the command: `docs/decisions/0006-local-grader.md`.");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
