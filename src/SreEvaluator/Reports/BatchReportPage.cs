using System.Globalization;
using SreEvaluator.Grading;
using SreEvaluator.Pages;

namespace SreEvaluator.Reports;

/// <summary>Writes the report of a batch as one HTML page that fetches nothing. Without script it shows all; with it, it has filters.</summary>
public static class BatchReportPage
{
    private static readonly Band[] Bands = [Band.Strong, Band.Solid, Band.Developing, Band.Weak, Band.NotAssessed];

    /// <summary>Writes the page, to be saved as UTF-8.</summary>
    /// <param name="report">The report.</param>
    /// <param name="at">When it is written.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(BatchReport report, DateTimeOffset at, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var html = new HtmlText(output);
        SelfContained.Head(html, "Results of a batch", BatchReportStyle.Css, BatchReportStyle.Script);
        html.Markup("<body>\n<main>");
        Glance(html, report, at);
        Scores(html, report);
        foreach (var (index, question) in report.Questions.Index())
        {
            Coverage(html, question, index);
        }

        Answers(html, report);
        html.Markup("""
            <footer>
            <p>A grader found what is shown here, and a person decides. A score is computed from the verdicts, never given by a model. What could not be
            assessed counts neither for nor against an answer. This page holds the rubric and the candidates' texts: it is not for candidates.</p>
            </footer>
            </main>
            """);
        SelfContained.Script(html, BatchReportStyle.Script);
        html.Markup("</body>\n</html>");
    }

    private static void Glance(HtmlText html, BatchReport report, DateTimeOffset at)
    {
        html.Markup("<header>\n<h1>Results of a batch</h1>");
        html.Line($"""<p class="quiet">Written on {at:yyyy-MM-dd HH:mm zzz}.</p>""");
        html.Markup("</header>\n<ul class=\"figures\">");
        Figure(Number(report.Answers), report.Answers == 1 ? "answer" : "answers");
        Figure(report.MeanScore is { } mean ? mean.ToString("0.0", CultureInfo.InvariantCulture) : "–", "mean score of 100");
        Figure(Number(report.ToReview), "to be reviewed by a person");
        if (report.Decided > 0)
        {
            Figure(Number(report.Decided), "with a person's decision");
        }

        if (report.Answers > report.Scored)
        {
            Figure(Number(report.Answers - report.Scored), "not assessed");
        }

        if (report.Degraded > 0)
        {
            Figure(Number(report.Degraded), "degraded: not graded by the configured model");
        }

        if (report.Cost is { } cost)
        {
            Figure(cost.ToString("0.00", CultureInfo.InvariantCulture), "cost");
        }

        html.Markup("</ul>");

        void Figure(string value, string name) => html.Line($"<li><strong>{value}</strong> {name}</li>");
    }

    private static void Scores(HtmlText html, BatchReport report)
    {
        html.Markup("""
            <section aria-labelledby="scores">
            <h2 id="scores">Scores</h2>
            <div class="scroll" role="group" aria-labelledby="scores" tabindex="0">
            <table class="bars">
            <caption>How many answers have which score</caption>
            <thead><tr><th scope="col">score</th><th scope="col">answers</th><th scope="col"><span class="unseen">as a bar</span></th></tr></thead>
            <tbody>
            """);
        var most = Math.Max(1, report.Scores.Max());
        for (var i = BatchReport.Bars - 1; i >= 0; i--)
        {
            var from = i * 100 / BatchReport.Bars;
            html.Line($"""<tr><th scope="row">{from} to {(i == BatchReport.Bars - 1 ? "100" : FormattableString.Invariant($"{from + 9}"))}</th><td>{report.Scores[i]:#,0}</td><td>{string.Empty}""");
            Bar(html, (report.Scores[i], "covered"), most);
            html.Markup("</td></tr>");
        }

        html.Markup("""
            </tbody>
            </table>
            </div>
            <table>
            <caption>How many answers are in which band</caption>
            <thead><tr><th scope="col">band</th><th scope="col">answers</th><th scope="col">share</th></tr></thead>
            <tbody>
            """);
        foreach (var band in Bands.Where(band => band != Band.NotAssessed || report.In(band) > 0))
        {
            html.Line($"""<tr><th scope="row">{Words(band)}</th><td>{report.In(band):#,0}</td><td>{Share(report.In(band), report.Answers)}</td></tr>""");
        }

        html.Markup("</tbody>\n</table>\n</section>");
    }

    private static void Coverage(HtmlText html, QuestionFigures figures, int index)
    {
        if (figures.Answers == 0)
        {
            return;
        }

        var question = figures.Question;
        html.Line($"""<section aria-labelledby="question-{index}">""");
        html.Line($"""<h2 id="question-{index}">Coverage: {question.Id}</h2>""");
        html.Line($"<p>{question.Asks}</p>");
        html.Line($"""<div class="scroll" role="group" aria-labelledby="question-{index}" tabindex="0">""");
        html.Line($"""<table class="points"><caption>{figures.Answers:#,0} answers, by key point. In the bar, covered stands first and partial after it</caption>""");
        html.Markup("""
            <thead><tr><th scope="col">key point</th><th scope="col">weight</th><th scope="col">covered</th><th scope="col">partial</th><th scope="col">missing</th><th scope="col">not assessed</th><th scope="col">credit</th><th scope="col"><span class="unseen">as a bar</span></th></tr></thead>
            <tbody>
            """);
        var weakest = question.KeyPoints.Length < 2 ? null : question.KeyPoints.Select(figures.CreditOf).Min();
        foreach (var keyPoint in question.KeyPoints)
        {
            var (covered, partial) = (figures.Of(keyPoint, Grading.Coverage.Covered), figures.Of(keyPoint, Grading.Coverage.Partial));
            var credit = figures.CreditOf(keyPoint);
            html.Line($"""<tr class="{(credit is not null && credit == weakest ? "weakest" : "point")}"><th scope="row">{keyPoint.Statement}</th><td>{keyPoint.Weight}{(keyPoint.Critical ? ", critical" : string.Empty)}</td><td>{covered:#,0}</td><td>{partial:#,0}</td><td>{figures.Of(keyPoint, Grading.Coverage.Missing):#,0}</td><td>{figures.Of(keyPoint, Grading.Coverage.NotAssessed):#,0}</td><td>{(credit is { } share ? share.ToString("0%", CultureInfo.InvariantCulture) : "–")}</td><td class="bar">{string.Empty}""");
            Bar(html, (covered, "covered"), figures.Answers, (partial, "partial"));
            html.Markup("</td></tr>");
        }

        html.Markup("</tbody>\n</table>\n</div>");
        var found = question.RedFlags.Where(redFlag => figures.Of(redFlag) > 0).ToList();
        if (found.Count > 0)
        {
            html.Markup("<h3>Misconceptions found</h3>\n<ul>");
            foreach (var redFlag in found.OrderByDescending(figures.Of))
            {
                html.Line($"<li>{redFlag.Statement} <span class=\"quiet\">in {figures.Of(redFlag):#,0} of {figures.Answers:#,0}</span></li>");
            }

            html.Markup("</ul>");
        }

        html.Markup("</section>");
    }

    private static void Answers(HtmlText html, BatchReport report)
    {
        var shown = report.Shown;
        html.Markup("<section aria-labelledby=\"answers\">\n<h2 id=\"answers\">Answers</h2>");
        html.Line($"""<p>Those that ask for a person come first, the most doubtful before the others. {(shown.Count < report.Answers ? FormattableString.Invariant($"The first {shown.Count:#,0} of {report.Answers:#,0} are shown; results.xlsx and results.csv have all.") : string.Empty)}</p>""");
        html.Markup("""
            <form id="filters" class="filters" hidden>
            <label>Words <input type="search" name="words" autocomplete="off"></label>
            <label>Question <select name="question"><option value="">all</option>
            """);
        foreach (var question in report.Questions.Where(question => question.Answers > 0))
        {
            html.Line($"""<option value="{question.Question.Id}">{question.Question.Id}</option>""");
        }

        html.Markup("</select></label>\n<label>Band <select name=\"band\"><option value=\"\">all</option>");
        foreach (var band in Bands.Where(band => report.In(band) > 0))
        {
            html.Line($"""<option value="{FormatWord.Of(band)}">{Words(band)}</option>""");
        }

        html.Markup("""
            </select></label>
            <label class="check"><input type="checkbox" name="review"> only those to be reviewed</label>
            <p id="shown" role="status"></p>
            </form>
            """);
        foreach (var answer in shown)
        {
            Answer(html, answer);
        }

        html.Markup("</section>");
    }

    private static void Answer(HtmlText html, GradedAnswer answer)
    {
        var (input, evaluation) = answer;
        html.Line($"""<details class="answer" data-question="{input.Question.Id}" data-band="{FormatWord.Of(answer.Band)}" data-review="{(answer.AsksForAPerson ? "yes" : "no")}">""");
        html.Line($"""<summary><h3>{Title(answer)}</h3> <span class="quiet">{input.Question.Id}</span> <strong>{Score(answer.Score)}</strong> {Words(answer.Band)}{string.Empty}""");
        if (answer.AsksForAPerson)
        {
            html.Markup("<span class=\"tag\">to review</span>");
        }

        if (evaluation.Degraded)
        {
            html.Markup("<span class=\"tag\">degraded</span>");
        }

        html.Markup("</summary>");
        if (answer.Reviewed is { } reviewed)
        {
            html.Line($"<p>Reviewed by {string.Join(", ", reviewed.Standing.Select(one => one.Person).Distinct(StringComparer.Ordinal))}. The machine's score was {Score(evaluation.Score)}, {Words(evaluation.Band)}.</p>");
        }

        if (answer.AsksForAPerson)
        {
            html.Markup("<p>Asks for a person:</p>\n<ul>");
            foreach (var reason in evaluation.Review.Reasons)
            {
                html.Line($"<li>{reason}</li>");
            }

            html.Markup("</ul>");
        }

        html.Part($"""<div class="text" dir="auto">{string.Empty}""");
        MarkedText.Write(html, input.Answer.Text, Spans(evaluation));
        html.Markup("</div>");
        Verdicts(html, answer);
        html.Line($"""<p class="quiet">{Feedback(evaluation)} {Provenance(evaluation)}</p>""");
        html.Markup("</details>");
    }

    private static IEnumerable<(int Start, int Length, string Number)> Spans(EvaluationJson evaluation) =>
        evaluation.Verdicts.Index().SelectMany(verdict => verdict.Item.Evidence.Select(evidence => (evidence.Start, evidence.Length, FormattableString.Invariant($"{verdict.Index + 1}"))))
            .Concat(evaluation.RedFlags.Index().SelectMany(redFlag => redFlag.Item.Evidence.Select(evidence => (evidence.Start, evidence.Length, RedFlagNumber(redFlag.Index)))));

    private static void Verdicts(HtmlText html, GradedAnswer answer)
    {
        var evaluation = answer.Evaluation;
        var statements = answer.Input.Question.KeyPoints.ToDictionary(keyPoint => keyPoint.Id, keyPoint => keyPoint.Statement, StringComparer.Ordinal);
        html.Line($"""<div class="scroll" role="group" aria-label="Verdicts on {Title(answer)}" tabindex="0">""");
        html.Markup("""
            <table class="verdicts">
            <thead><tr><th scope="col">no.</th><th scope="col">key point</th><th scope="col">verdict</th><th scope="col">confidence</th><th scope="col">reason</th></tr></thead>
            <tbody>
            """);
        foreach (var (index, verdict) in evaluation.Verdicts.Index())
        {
            html.Line($"""<tr><td>{index + 1}</td><th scope="row">{statements.GetValueOrDefault(verdict.KeyPoint, verdict.KeyPoint)}</th><td class="state">{Shown(answer.CoverageOf(verdict))}</td><td>{verdict.Confidence:0.00}</td><td>{Why(answer, verdict)}</td></tr>""");
        }

        var redFlags = answer.Input.Question.RedFlags.ToDictionary(redFlag => redFlag.Id, redFlag => redFlag.Statement, StringComparer.Ordinal);
        foreach (var (index, redFlag) in evaluation.RedFlags.Index())
        {
            html.Line($"""<tr><td>{RedFlagNumber(index)}</td><th scope="row">{redFlags.GetValueOrDefault(redFlag.Id, redFlag.Id)}</th><td class="state">{(answer.RedFlags.Contains(redFlag.Id, StringComparer.Ordinal) ? "⚑ misconception" : "taken back by a person")}</td><td>{redFlag.Confidence:0.00}</td><td>{redFlag.Reason}</td></tr>""");
        }

        html.Markup("</tbody>\n</table>\n</div>");
    }

    private static string Shown(Grading.Coverage coverage) => $"{Sign(coverage)} {FormatWord.ForPeople(coverage)}";

    private static string Why(GradedAnswer answer, VerdictJson verdict) => answer.DecidedOn(verdict.KeyPoint) is { } decided
        ? $"{decided.Person}: {decided.Reason} The machine: {FormatWord.ForPeople(verdict.Verdict)}. {verdict.Reason}"
        : verdict.Reason;

    private static void Bar(HtmlText html, (int Count, string Style) first, int all, params ReadOnlySpan<(int Count, string Style)> more)
    {
        html.Markup("""<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="100" height="10"/>""");
        double at = 0;
        foreach (var (count, style) in (ReadOnlySpan<(int Count, string Style)>)[first, .. more])
        {
            var width = 100.0 * count / all;
            html.Line($"""<rect class="{style}" x="{at:0.##}" width="{width:0.##}" height="10"/>""");
            at += width;
        }

        html.Markup("</svg>");
    }

    private static string Title(GradedAnswer answer) => answer.Input.Candidate is { Length: > 0 } candidate && candidate != answer.Input.Answer.Id
        ? $"{candidate} ({answer.Input.Answer.Id})"
        : answer.Input.Answer.Id;

    private static string Feedback(EvaluationJson evaluation) => evaluation.Feedback.Summary;

    private static string Provenance(EvaluationJson evaluation) => evaluation switch
    {
        { Provenance.Attempts: 0, Provenance.Cached: false } => "Nothing was sent to a grader.",
        { Grader: GraderKind.Local, DegradedReason: { } reason } => $"Degraded, graded by the local grader: {reason}",
        { Grader: GraderKind.Local } => $"Graded by the local grader, rubric {evaluation.Provenance.RubricVersion}.",
        { DegradedReason: { } reason } => $"Degraded: {reason}",
        _ => $"Graded by {evaluation.Provenance.ModelVersion ?? evaluation.Provenance.Model}, rubric {evaluation.Provenance.RubricVersion}.",
    };

    private static string Score(double? score) => score?.ToString("0.0", CultureInfo.InvariantCulture) ?? "no score";

    private static string RedFlagNumber(int index) => FormattableString.Invariant($"R{index + 1}");

    private static string Sign(Coverage coverage) => coverage switch
    {
        Grading.Coverage.Covered => "●",
        Grading.Coverage.Partial => "◐",
        Grading.Coverage.Missing => "○",
        _ => "?",
    };

    private static string Words(Band band) => FormatWord.ForPeople(band);

    private static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Share(int part, int whole) => whole == 0 ? "–" : ((double)part / whole).ToString("0%", CultureInfo.InvariantCulture);
}
