using SreEvaluator.Cli.Rendering;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Reports;
using SreEvaluator.Rubrics;
using Spectre.Console;

namespace SreEvaluator.Cli.Practice;

/// <summary>A person at a terminal: choose, write, read the feedback, try again.</summary>
internal sealed class PracticeSession
{
    private const string EndOfAnswer = ".";

    private readonly Shell _shell;
    private readonly AnswerGrader _grader;
    private readonly string _folder;
    private readonly AttemptLog _log;
    private readonly TextEditor? _editor;

    public PracticeSession(Shell shell, AnswerGrader grader, string folder)
    {
        _shell = shell;
        _grader = grader;
        _folder = folder;
        _log = new AttemptLog(folder);
        _editor = TextEditor.Of(shell.Environment);
    }

    private IAnsiConsole Console => _shell.Console;

    /// <summary>Practises until the person stops.</summary>
    /// <param name="question">The first question; null to choose one.</param>
    /// <param name="reveal">How much of the missing points is shown from the start.</param>
    /// <param name="cancellationToken">Ends the session; a draft stays where it is.</param>
    public async Task RunAsync(Question? question, Reveal reveal, CancellationToken cancellationToken)
    {
        while (true)
        {
            question ??= await ChooseAsync(cancellationToken);
            switch (await PractiseAsync(question, reveal, cancellationToken))
            {
                case NextStep.FollowUp:
                    question = Questions.FollowUpOf(_grader.RubricFolder, question);
                    break;
                case NextStep.Another:
                    question = null;
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Grades an answer, keeps it as an attempt, and returns it with what changed since the one before.</summary>
    public async Task<(EvaluationWithFeedback Graded, Practised Practised)> AttemptAsync(Question question, Answer answer, CancellationToken cancellationToken)
    {
        var graded = await _grader.GradeAsync(question, answer, cancellationToken);
        var attempt = new Attempt(_shell.Time.GetUtcNow(), question.Id, answer.Text, graded.ToJson(Reveal.Hints));
        var before = _log.Last(question.Id);
        _log.Add(attempt);
        return (graded, new Practised(attempt, before is null ? null : EvaluationChange.Between(before.Evaluation, attempt.Evaluation), _log.Path));
    }

    private async Task<Question> ChooseAsync(CancellationToken cancellationToken)
    {
        var scenarios = RubricLibrary.Load(_grader.RubricFolder).Questions.Where(question => question.Kind == QuestionKind.Scenario);
        return await Console.PromptAsync(
            new SelectionPrompt<Question>()
                .Title("Which scenario?")
                .WrapAround()
                .PageSize(20)
                .UseConverter(question => Markup.Escape(new Draft(_folder, question.Id).Exists ? $"{question.Topic} (you have a draft)" : question.Topic))
                .AddChoices(scenarios),
            cancellationToken);
    }

    private async Task<NextStep> PractiseAsync(Question question, Reveal reveal, CancellationToken cancellationToken)
    {
        var draft = new Draft(_folder, question.Id);
        Console.Heading($"{question.Topic} ({question.Id})");
        Console.Paragraph(question.Asks);
        Console.WriteLine();
        try
        {
            await BeginAsync(draft, cancellationToken);
            while (true)
            {
                if (!draft.Exists)
                {
                    Console.Paragraph("Nothing is written, so there is nothing to grade.");
                    return NextStep.Stop;
                }

                var answer = AnswerSource.FromFile(draft.Path);
                var (graded, practised) = await AttemptAsync(question, answer, cancellationToken);
                draft.Delete();
                PracticePage.Write(Console, graded, practised, reveal);
                var next = await NextAsync(question, graded, cancellationToken);
                if (next is NextStep.Stop or NextStep.Another or NextStep.FollowUp)
                {
                    return next;
                }

                await WriteAsync(draft, answer.Text, next, cancellationToken);
            }
        }
        finally
        {
            if (draft.Exists)
            {
                await _shell.Error.WriteLineAsync($"What you wrote is kept in {draft.Path}, and offered again when you practise this question.");
            }
        }
    }

    private async Task BeginAsync(Draft draft, CancellationToken cancellationToken)
    {
        const string Continue = "Go on with it";
        const string Afresh = "Start afresh, and keep it aside";
        if (draft.Exists)
        {
            var at = TimeZoneInfo.ConvertTime(draft.At, _shell.Time.LocalTimeZone);
            var words = (await File.ReadAllTextAsync(draft.Path, cancellationToken)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
            var choice = await Console.PromptAsync(
                new SelectionPrompt<string>().Title($"You have a draft of {Counted.Of(words, "word")} from {at:yyyy-MM-dd HH:mm}.").AddChoices(Continue, Afresh),
                cancellationToken);
            if (choice == Afresh)
            {
                Console.Paragraph($"It is kept as {draft.SetAside()}");
            }
        }

        if (_editor is not null && await ChooseEditorAsync(_editor, cancellationToken))
        {
            await _editor.EditAsync(draft.Path, _shell.Interruption);
        }
        else
        {
            await WriteHereAsync(draft, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<bool> ChooseEditorAsync(TextEditor editor, CancellationToken cancellationToken)
    {
        var there = $"In {editor.Name}";
        var choice = await Console.PromptAsync(
            new SelectionPrompt<string>().Title("Where do you want to write?").UseConverter(Markup.Escape).AddChoices(there, "Here, line by line"), cancellationToken);
        return choice == there;
    }

    private async Task WriteAsync(Draft draft, string last, NextStep how, CancellationToken cancellationToken)
    {
        if (how is NextStep.Edit or NextStep.Add)
        {
            draft.Write(last.EndsWith('\n') ? last : last + "\n");
        }

        if (how == NextStep.Edit)
        {
            await _editor!.EditAsync(draft.Path, _shell.Interruption);
            cancellationToken.ThrowIfCancellationRequested();
        }
        else
        {
            await WriteHereAsync(draft, cancellationToken);
        }
    }

    private async Task WriteHereAsync(Draft draft, CancellationToken cancellationToken)
    {
        if (draft.Exists)
        {
            Console.Paragraph(await File.ReadAllTextAsync(draft.Path, cancellationToken), Page.Quiet);
        }

        Console.Paragraph("Write your answer. End it with a line that holds only a dot, or with Ctrl+D.", Page.Quiet);
        await using var lines = draft.Append();
        while (await ReadLineAsync(cancellationToken) is { } line && line != EndOfAnswer)
        {
            await lines.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
    }

    // A read of a terminal can't be cancelled: it is left behind, and ends with the process.
    private Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        Task.Run(_shell.InputLines.ReadLine, cancellationToken).WaitAsync(cancellationToken);

    private async Task<NextStep> NextAsync(Question question, EvaluationWithFeedback graded, CancellationToken cancellationToken)
    {
        var followUp = Questions.FollowUpOf(_grader.RubricFolder, question);
        List<(NextStep Step, string Text)> steps = [(NextStep.Add, "Add to this answer, here"), (NextStep.Rewrite, "Write another answer, here")];
        if (_editor is not null)
        {
            steps.Insert(0, (NextStep.Edit, $"Improve this answer in {_editor.Name}"));
        }

        if (!graded.Feedback.Gaps.IsEmpty)
        {
            steps.Add((NextStep.Reveal, "Show the points that are missing"));
        }

        if (followUp is not null)
        {
            steps.Add((NextStep.FollowUp, $"Answer the follow-up question: {followUp.Asks}"));
        }

        steps.AddRange([(NextStep.Another, "Choose another scenario"), (NextStep.Stop, "Stop")]);
        while (true)
        {
            Console.WriteLine();
            var next = await Console.PromptAsync(
                new SelectionPrompt<(NextStep Step, string Text)>()
                    .Title("What next?")
                    .WrapAround()
                    .PageSize(20)
                    .UseConverter(step => Markup.Escape(step.Text))
                    .AddChoices(steps),
                cancellationToken);
            if (next.Step != NextStep.Reveal)
            {
                return next.Step;
            }

            FeedbackPage.Gaps(Console, graded.Feedback, Reveal.Statements);
            steps.Remove(next);
        }
    }
}
