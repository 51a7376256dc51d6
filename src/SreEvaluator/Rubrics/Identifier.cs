namespace SreEvaluator.Rubrics;

/// <summary>The form that ids share: lower-case words of ASCII letters and digits, joined by single hyphens.</summary>
internal static class Identifier
{
    /// <summary>Whether a text has the form.</summary>
    public static bool IsValid(string text)
    {
        var inWord = false;
        foreach (var character in text)
        {
            if (char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character))
            {
                inWord = true;
            }
            else if (character == '-' && inWord)
            {
                inWord = false;
            }
            else
            {
                return false;
            }
        }

        return inWord;
    }
}
