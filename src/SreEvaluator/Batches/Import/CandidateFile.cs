using Markdig;
using Markdig.Syntax;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Batches.Import;

/// <summary>Takes the answers out of one candidate's file, which has a heading for each question.</summary>
internal static class CandidateFile
{
    /// <summary>The most bytes that a file may have.</summary>
    public const int Longest = 1024 * 1024;

    private const string FollowUp = "/follow-up";

    private static readonly MarkdownPipeline Plain = new MarkdownPipelineBuilder().Build();

    /// <summary>The answers, as they stand between the headings, and what is wrong.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="questions">The questions.</param>
    /// <param name="question">The question that all of it answers where no heading names one; empty where one has to.</param>
    public static IReadOnlyList<ImportItem> Read(string file, string candidate, string text, QuestionNames questions, string question)
    {
        List<Heading> headings;
        try
        {
            headings = [.. Headings(text, questions)];
        }
        catch (ArgumentException)
        {
            // How Markdig says that text is nested too deeply.
            return [Problem(file, 0, "text that is nested too deeply", "headings and text")];
        }

        if (!headings.Exists(heading => heading.Question is not null))
        {
            if (question.Length > 0)
            {
                return [new SourceRow { File = file, Row = 0, Id = candidate, Answer = text, Candidate = candidate }];
            }

            return
            [
                Problem(
                    file,
                    0,
                    "neither a question in its path nor a heading that names one",
                    "<candidate>/<question>.md, or a heading such as # incident-management before each answer",
                    "See the questions with: sre-evaluator rubric list"),
            ];
        }

        var level = headings.Where(heading => heading.Question is not null).Min(heading => heading.Level);
        return [.. Answers(file, candidate, text, [.. headings.Where(heading => heading.Level <= level || heading.Question is not null)], level, questions)];
    }

    private static IEnumerable<ImportItem> Answers(string file, string candidate, string text, List<Heading> headings, int level, QuestionNames questions)
    {
        foreach (var (index, heading) in headings.Index())
        {
            if (heading.Question is { } question)
            {
                var end = index + 1 < headings.Count ? headings[index + 1].Start : text.Length;
                yield return new SourceRow
                {
                    File = file,
                    Row = heading.Line,
                    Id = candidate,
                    Question = question.Id,
                    Answer = text[heading.End..end].Trim(),
                    Candidate = candidate,
                };
            }
            else if (heading.Level == level)
            {
                yield return Problem(file, heading.Line, $"the heading {Shortened(heading.Text)}", "a question", questions.Advice(heading.Text));
            }
        }
    }

    private static IEnumerable<Heading> Headings(string text, QuestionNames questions)
    {
        Question? last = null;
        foreach (var block in Markdown.Parse(text, Plain).OfType<HeadingBlock>())
        {
            var title = text[block.Span.Start..(block.Span.End + 1)].Split('\n')[0].Trim('#', ' ', '\t', '\r');
            if (!questions.TryFind(title, out var question) && last is not null)
            {
                // A follow-up stands below its scenario, and need not name it again.
                questions.TryFind($"{last.Id}/{title}", out question);
            }

            if (question is not null)
            {
                last = question.Id.EndsWith(FollowUp, StringComparison.Ordinal) ? last : question;
            }

            yield return new Heading(title, question, block.Level, block.Line + 1, block.Span.Start, block.Span.End + 1);
        }
    }

    private static string Shortened(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private static ImportProblem Problem(string file, int row, string found, string expected, string remedy = "") =>
        new() { File = file, Row = row, Found = found, Expected = expected, Remedy = remedy };

    private sealed record Heading(string Text, Question? Question, int Level, int Line, int Start, int End);
}
