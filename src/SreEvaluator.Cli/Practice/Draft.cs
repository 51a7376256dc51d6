using System.Globalization;
using System.Text;

namespace SreEvaluator.Cli.Practice;

/// <summary>The file that holds what was written for a question and is not graded yet.</summary>
internal sealed class Draft
{
    private const string Extension = ".txt";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The draft for a question.</summary>
    /// <param name="folder">The practice folder.</param>
    /// <param name="question">The question's id.</param>
    public Draft(string folder, string question)
    {
        var drafts = Directory.CreateDirectory(System.IO.Path.Combine(folder, "drafts")).FullName;
        Path = System.IO.Path.Combine(drafts, question.Replace('/', '.') + Extension);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Whether there is anything in it.</summary>
    public bool Exists => File.Exists(Path) && File.ReadAllText(Path).AsSpan().Trim().Length > 0;

    /// <summary>When it was last written to, in UTC.</summary>
    public DateTimeOffset At => File.GetLastWriteTimeUtc(Path);

    /// <summary>Puts a text in the place of what is there.</summary>
    public void Write(string text) => File.WriteAllText(Path, text, Utf8);

    /// <summary>Opens it to add lines, each of which is in the file once it is written.</summary>
    public StreamWriter Append() =>
        new(new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read), Utf8) { AutoFlush = true, NewLine = "\n" };

    /// <summary>Keeps what is there under another name, and returns it.</summary>
    public string SetAside()
    {
        var aside = string.Create(CultureInfo.InvariantCulture, $"{Path[..^Extension.Length]}.{At:yyyyMMdd'T'HHmmssfff}{Extension}");
        File.Move(Path, aside, overwrite: false);
        return aside;
    }

    /// <summary>Ends it: what it holds is an attempt now.</summary>
    public void Delete() => File.Delete(Path);
}
