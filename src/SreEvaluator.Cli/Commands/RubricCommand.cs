using System.CommandLine;

namespace SreEvaluator.Cli.Commands;

/// <summary>What rubric authors need.</summary>
internal static class RubricCommand
{
    private const string Epilogue = """
        Examples:
          sre-evaluator rubric list
          sre-evaluator rubric show incident-management
          sre-evaluator rubric lint --rubrics ./my-rubrics
          sre-evaluator rubric test my-rubric.yaml --answers mine.jsonl
        """;

    public static Command Create(Shell shell) => new CommandWithExamples("rubric", "Lists, shows, checks and tries rubrics.", Epilogue)
    {
        RubricListCommand.Create(shell),
        RubricShowCommand.Create(shell),
        RubricLintCommand.Create(shell),
        RubricTestCommand.Create(shell),
    };
}
