using System.Security.Cryptography;
using System.Text;

namespace SreEvaluator.Grading;

/// <summary>A candidate's text, kept exactly as it came, with an id.</summary>
public sealed record Answer
{
    /// <summary>The most that an answer may hold, in bytes of UTF-8. A thousand words are about 6 KiB.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Takes a candidate's text.</summary>
    /// <param name="id">How the caller knows the answer; not empty.</param>
    /// <param name="text">The text; may be empty, which is an answer that says nothing.</param>
    /// <exception cref="InputException">The text is over <see cref="MaxBytes"/> or no valid Unicode.</exception>
    public Answer(string id, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentNullException.ThrowIfNull(text);
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > MaxBytes)
        {
            throw new InputException(new InputProblem(
                $"answer {id}", null, $"{bytes:N0} bytes", $"at most {MaxBytes:N0} bytes of UTF-8", "Shorten it, or split it into an answer for each question."));
        }

        if (UnpairedSurrogate(text) is { } offset)
        {
            throw new InputException(new InputProblem(
                $"answer {id}", null, $"an unpaired surrogate at offset {offset}", "valid Unicode text", "Save the text as UTF-8 again from where it came."));
        }

        Id = id;
        Text = text;
    }

    /// <summary>How the caller knows the answer.</summary>
    public string Id { get; }

    /// <summary>The candidate's text, unchanged.</summary>
    public string Text { get; }

    /// <summary>Whether it holds no letter and no digit, and so nothing to grade.</summary>
    public bool IsBlank => !Text.Any(char.IsLetterOrDigit);

    /// <summary>The SHA-256 of the text in UTF-8, in lower-case hexadecimal: the same for the same text, whatever its id.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    private static int? UnpairedSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return i;
            }
        }

        return null;
    }
}
