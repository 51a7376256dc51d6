using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SreEvaluator.Cli;

/// <summary>The usual help, and then the command's examples.</summary>
/// <param name="usual">The usual help.</param>
/// <param name="epilogue">What the help of the root ends with.</param>
/// <param name="width">Where lines wrap.</param>
internal sealed class HelpWithExamples(HelpAction usual, string epilogue, int width) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        usual.MaxWidth = width;
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        switch (parseResult.CommandResult.Command)
        {
            case CommandWithExamples command:
                output.WriteLine(command.Epilogue);
                output.WriteLine();
                break;
            case RootCommand:
                output.WriteLine(epilogue);
                output.WriteLine();
                break;
        }

        return ExitCode.Done;
    }
}
