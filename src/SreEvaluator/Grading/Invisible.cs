using System.Globalization;
using System.Text;

namespace SreEvaluator.Grading;

/// <summary>Characters that show nothing: tag and zero-width characters, joiners, variation selectors, bidi controls.</summary>
internal static class Invisible
{
    private const int FirstTag = 0xE0000;
    private const int LastTag = 0xE0FFF;

    /// <summary>Whether a character shows nothing by itself. White space and line ends do show.</summary>
    public static bool Is(Rune rune) =>
        rune.Value > 0x7F && (IsTag(rune) || IsSelector(rune) || rune.Value is 0x034F or 0x115F or 0x1160 or 0x3164 or 0xFFA0
            || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format);

    /// <summary>Whether it is one of the tag characters, which can spell a whole hidden text, or their block's selectors.</summary>
    public static bool IsTag(Rune rune) => rune.Value is >= FirstTag and <= LastTag;

    /// <summary>Whether it picks the form of the character before it.</summary>
    public static bool IsSelector(Rune rune) => rune.Value is >= 0xFE00 and <= 0xFE0F;

    /// <summary>Whether it turns the direction of the text after it, and so can show it in another order than it has.</summary>
    public static bool TurnsDirection(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>Whether a text holds any.</summary>
    public static bool IsIn(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Is(rune))
            {
                return true;
            }
        }

        return false;
    }
}
