using System.Globalization;

namespace SreEvaluator.Storage;

/// <summary>Short texts that both databases can keep and people can read.</summary>
internal static class StoredText
{
    /// <summary>The text, if it is not empty, not too long and holds no control character.</summary>
    /// <exception cref="InputException">It is not so.</exception>
    public static string Checked(string where, string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problem = string.IsNullOrWhiteSpace(text) ? "nothing"
            : text.Length > longest ? string.Create(CultureInfo.InvariantCulture, $"{text.Length} characters")
            : text.Any(character => char.IsControl(character) || char.IsSurrogate(character) && !IsPaired(text)) ? "a control character or broken Unicode"
            : null;
        return problem is null
            ? text
            : throw new InputException(new InputProblem(where, null, problem, string.Create(CultureInfo.InvariantCulture, $"1 to {longest} characters of plain text")));
    }

    private static bool IsPaired(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])))
            {
                return false;
            }

            i += char.IsHighSurrogate(text[i]) ? 1 : 0;
        }

        return true;
    }
}
