using System.Runtime.CompilerServices;

namespace SreEvaluator.Support;

/// <summary>
/// Compares a text that people read with the file that someone approved. Where they differ, the new text is written beside it as
/// <c>.received.txt</c>: read it, and rename it where it is right.
/// </summary>
internal static class Approved
{
    public static void ShouldBeApproved(this string text, [CallerMemberName] string test = "", [CallerFilePath] string file = "")
    {
        var name = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{test}");
        var approved = $"{name}.approved.txt";
        var received = $"{name}.received.txt";
        var actual = Lines(text);
        var expected = File.Exists(approved) ? Lines(File.ReadAllText(approved)) : [];
        if (actual.SequenceEqual(expected))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, string.Join('\n', actual) + "\n");
        var first = actual.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"""
            The text is not the approved one; see {received}. Line {first + 1}
            was: {actual.ElementAtOrDefault(first) ?? "(no such line)"}
            is to be: {expected.ElementAtOrDefault(first) ?? "(no such line)"}
            """);
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
