using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Configuration;
using SreEvaluator.Batches.Servers;

namespace SreEvaluator.Cli.Batches;

/// <summary>The options that have a running service grade.</summary>
internal sealed class ServerSwitches
{
    /// <summary>The setting that holds the API key.</summary>
    public const string Key = "Server:ApiKey";

    private readonly Option<string?> _server = new("--server")
    {
        Description = "Has a running service grade, at this address. Its API key comes from SRE_Server__ApiKey or --api-key-file.",
        HelpName = "url",
    };

    private readonly Option<string?> _keyFile = new("--api-key-file")
    {
        Description = "With --server: a file whose first line is the API key.",
        HelpName = "path",
    };

    private readonly Option<bool> _cancel = new("--cancel")
    {
        Description = "With --server: ends the batch that is under way there, and fetches what is graded.",
    };

    /// <summary>The options, to be added to a command.</summary>
    public IEnumerable<Option> All => [_server, _keyFile, _cancel];

    /// <summary>Says what does not go together.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="ours">The options that say how this program grades.</param>
    public void Validate(CommandResult result, params IEnumerable<Option> ours)
    {
        var given = result.GetResult(_server) is { Implicit: false };
        foreach (var option in given ? ours : [_keyFile, _cancel])
        {
            if (result.GetResult(option) is { Implicit: false })
            {
                result.AddError(given ? $"{option.Name}: found beside --server; expected one of them, as the service has settings of its own." : $"{option.Name}: found without --server; expected both.");
            }
        }
    }

    /// <summary>Whether what is under way at the service is to be ended.</summary>
    public bool Cancel(ParseResult parsed) => parsed.GetValue(_cancel);

    /// <summary>The service; null where this program grades.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="shell">The shell.</param>
    /// <param name="configuration">The settings.</param>
    /// <exception cref="InputException">The address or the key's file can't be used.</exception>
    /// <exception cref="ConfigurationException">There is no key.</exception>
    public BatchServer? In(ParseResult parsed, Shell shell, IConfiguration configuration)
    {
        if (parsed.GetValue(_server) is not { } address)
        {
            return null;
        }

        if (Settings.In(parsed).Any(setting => string.Equals(setting.Key, Key, StringComparison.OrdinalIgnoreCase)))
        {
            throw new InputException(new InputProblem("--set", null, Key, "no key on the command line, which other users can see", "Give it in SRE_Server__ApiKey or with --api-key-file."));
        }

        var key = (parsed.GetValue(_keyFile) is { } file ? Read(file) : configuration[Key])?.Trim() ?? string.Empty;
        return key.Length > 0 && key.All(letter => letter is > ' ' and <= '~')
            ? new BatchServer(address, key, shell.Time) { Tell = shell.Error.WriteLine }
            : throw new ConfigurationException(
                $"--server: found {(key.Length == 0 ? "no API key" : "an API key with characters that none has")}; expected one in SRE_Server__ApiKey or in a file that --api-key-file names. An admin makes one: POST /api/v1/keys.");
    }

    private static string Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException(new InputProblem("--api-key-file", null, $"no file {path}", "a file whose first line is an API key"));
        }

        return File.ReadLines(path).FirstOrDefault() is { } key && !string.IsNullOrWhiteSpace(key)
            ? key
            : throw new InputException(new InputProblem("--api-key-file", null, $"no key in {path}", "an API key as its first line"));
    }
}
