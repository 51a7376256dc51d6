using System.CommandLine;

namespace SreEvaluator.Cli.Commands;

/// <summary>What concerns the language model behind the judge.</summary>
internal static class JudgeCommand
{
    private const string Epilogue = """
        Examples:
          SRE_Judge__Provider=ollama SRE_Judge__Model=qwen3:8b sre-evaluator judge check
          sre-evaluator judge compare --against data/labelled-answers.jsonl
        """;

    public static Command Create(Shell shell) => new CommandWithExamples("judge", "Checks and compares the configured language models.", Epilogue)
    {
        JudgeCheckCommand.Create(shell),
        JudgeCompareCommand.Create(shell),
    };
}
