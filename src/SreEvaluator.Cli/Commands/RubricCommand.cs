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
        """;

    public static Command Create(Shell shell) => new CommandWithExamples("rubric", "Lists, shows and checks rubrics.", Epilogue)
    {
        RubricListCommand.Create(shell),
        RubricShowCommand.Create(shell),
        RubricLintCommand.Create(shell),
    };
}
