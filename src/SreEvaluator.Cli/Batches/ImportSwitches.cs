using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using SreEvaluator.Batches.Import;

namespace SreEvaluator.Cli.Batches;

/// <summary>The options that say how input is read.</summary>
internal sealed class ImportSwitches
{
    private readonly Option<string[]> _map = new("--map")
    {
        Description = "What a column is called in the input, for id, question, answer or candidate. May be given more than once.",
        HelpName = "column=name",
    };

    private readonly Option<char?> _delimiter = new("--delimiter")
    {
        Description = "What separates the columns of a CSV file: one character, or tab. Default: found out.",
        HelpName = "character",
        CustomParser = result => result.Tokens.Single().Value switch
        {
            "tab" or "\\t" => '\t',
            [< (char)128 and not '"' and not '\r' and not '\n' and var character] => character,
            var other => Fail<char?>(result, $"--delimiter: found {other}; expected one character, or tab."),
        },
    };

    private readonly Option<Encoding> _encoding = new("--encoding")
    {
        Description = "The encoding of text without a byte order mark, such as windows-1252. Default: UTF-8.",
        HelpName = "name",
        CustomParser = result => ImportOptions.EncodingOf(result.Tokens.Single().Value) ?? Fail<Encoding>(result, $"--encoding: found {result.Tokens.Single().Value}; expected the name of an encoding, such as windows-1252."),
    };

    private readonly Option<string> _question = new("--question", "-q")
    {
        Description = "The question of all rows and files that name none.",
        HelpName = "id",
    };

    /// <summary>The options, to be added to a command.</summary>
    public IEnumerable<Option> All => [_map, _delimiter, _encoding, _question];

    /// <summary>What was given.</summary>
    /// <exception cref="InputException">A mapping can't be read.</exception>
    public ImportOptions In(ParseResult parsed) => new()
    {
        Map = ColumnMap.Of(parsed.GetValue(_map) ?? []),
        Delimiter = parsed.GetValue(_delimiter),
        Encoding = parsed.GetValue(_encoding) ?? Encoding.UTF8,
        Question = parsed.GetValue(_question) ?? string.Empty,
    };

    private static T? Fail<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
