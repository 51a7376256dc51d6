using System.Globalization;

namespace SreEvaluator.Rubrics.Yaml;

/// <summary>A single value.</summary>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Text">What it says, without white space at its ends.</param>
/// <param name="Plain">Whether it stands without quotes, and so may be a number, a truth value or nothing instead of text.</param>
internal sealed record YamlText(int Line, string Text, bool Plain) : YamlValue(Line)
{
    /// <inheritdoc/>
    public override string Kind => this switch
    {
        { Text: "" } => "nothing",
        { IsNull: true } => $"the empty value {Text}",
        { Truth: not null } => $"the truth value {Text}",
        { IsNumber: true } => $"the number {Text}",
        _ => "a text",
    };

    /// <summary>Whether it is text by YAML's core schema.</summary>
    public bool IsText => !Plain || !(IsNull || Truth is not null || IsNumber);

    /// <summary>Its truth value by YAML's core schema; null where it is none.</summary>
    public bool? Truth => !Plain ? null : Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    /// <summary>Its value as a whole number in decimal digits; null where it is none.</summary>
    public int? Integer => Plain && int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";

    // Everything that begins like a number and reads as one: decimal, hexadecimal, octal, infinite or not a number.
    private bool IsNumber => Plain && Text.Length > 0 && (char.IsAsciiDigit(Text[0]) || Text[0] is '+' or '-' or '.') && Text.TrimStart('+', '-') switch
    {
        ".inf" or ".Inf" or ".INF" or ".nan" or ".NaN" or ".NAN" => true,
        ['0', 'x', .. var digits] => digits.Length > 0 && digits.All(char.IsAsciiHexDigit),
        ['0', 'o', .. var digits] => digits.Length > 0 && digits.All(digit => digit is >= '0' and <= '7'),
        var digits => double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _),
    };
}
