namespace SreEvaluator.Cli.Practice;

/// <summary>Where attempts and drafts are kept: the user's data folder, readable by the user alone.</summary>
internal static class PracticeFolder
{
    private const string Name = "sre-evaluator";

    /// <summary>The folder, created where it is not there.</summary>
    /// <exception cref="ConfigurationException">There is no data folder, or none that can be written.</exception>
    public static string Of(IReadOnlyDictionary<string, string> environment)
    {
        var data = environment.GetValueOrDefault("XDG_DATA_HOME") is { Length: > 0 } configured
            ? configured
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (data.Length == 0)
        {
            throw new ConfigurationException("There is no folder to keep attempts in: set XDG_DATA_HOME to one.");
        }

        var folder = Path.Combine(data, Name);
        try
        {
            return Created(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"{folder} can't be written ({failure.Message.TrimEnd('.')}): set XDG_DATA_HOME to a folder that can.", failure);
        }
    }

    private static string Created(string folder) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(folder).FullName
        : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
}
