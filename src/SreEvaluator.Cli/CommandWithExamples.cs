using System.CommandLine;

namespace SreEvaluator.Cli;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">What it does.</param>
/// <param name="epilogue">What the help ends with; lines of text as they are to be shown.</param>
internal sealed class CommandWithExamples(string name, string description, string epilogue) : Command(name, description)
{
    public string Epilogue { get; } = epilogue;
}
