using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SreEvaluator.Pages;

/// <summary>Puts HTML together: what is written in the code is markup, what is put into it is text.</summary>
/// <param name="output">Where it goes.</param>
internal sealed class HtmlText(TextWriter output)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Adds a line of markup, its holes filled with encoded text.</summary>
    public void Line(FormattableString markup)
    {
        Part(markup);
        output.Write('\n');
    }

    /// <summary>The same without the end of the line.</summary>
    public void Part(FormattableString markup)
    {
        var arguments = Array.ConvertAll(markup.GetArguments(), argument => (object)new Encoded(argument));
        output.Write(string.Format(CultureInfo.InvariantCulture, markup.Format, arguments));
    }

    /// <summary>Adds markup as it is.</summary>
    public void Markup(string markup)
    {
        output.Write(markup);
        output.Write('\n');
    }

    /// <summary>Adds text.</summary>
    public void Text(string text) => Encoder.Encode(output, text);

    private readonly record struct Encoded(object? Value) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? provider) =>
            Encoder.Encode(Value is IFormattable formattable ? formattable.ToString(format, provider) : Value?.ToString() ?? string.Empty);
    }
}
