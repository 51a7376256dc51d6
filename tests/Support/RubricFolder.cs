using System.Text;

namespace SreEvaluator.Support;

/// <summary>A folder of rubric files for one test, gone afterwards.</summary>
internal sealed class RubricFolder : IDisposable
{
    /// <summary>The smallest useful rubric: every field is there once.</summary>
    public const string Minimal = """
        topic: Paging
        version: 1.0.0
        questions:
          - id: paging
            kind: scenario
            asks: Your pager goes off at night. What do you do?
            keyPoints:
              - id: acknowledge
                weight: 3
                critical: true
                statement: Acknowledges the page at once, so that others know that somebody is on it.
                covered: Says that the alert is taken over visibly.
                partial: Says only that the alert is read.
                cues:
                  - - [acknowledg, ack$]
                  - - [tell, write, say]
                    - [i am on it, taken over]
                exemplars:
                  - I acknowledge it within five minutes.
                  - First I write in the channel that I am on it.
                hint: How do others know?
                advice: Practise the first five minutes.
                probe: Two people are woken up. What keeps them from doing the same work?
            redFlags:
              - id: ignores
                statement: Waits whether it goes away.
                cues:
                  - - [go back to sleep, wait and see]
                exemplars:
                  - I wait and see whether it comes again.

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("rubrics-").FullName;

    /// <summary>The same rubric for another topic.</summary>
    public static string Named(string topicId) => Minimal.Replace("id: paging", $"id: {topicId}", StringComparison.Ordinal);

    /// <summary>The folder.</summary>
    public string Path => _folder;

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>The messages of an exception, with the folder left out.</summary>
    public string Messages(InputException error) =>
        string.Join('\n', error.Problems).Replace(_folder + System.IO.Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal)
            .Replace(_folder, "(folder)", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
