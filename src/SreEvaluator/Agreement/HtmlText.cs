using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SreEvaluator.Agreement;

/// <summary>Puts HTML together: what is written in the code is markup, what is put into it is text.</summary>
internal sealed class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <summary>Adds a line of markup, its holes filled with encoded text.</summary>
    public void Line(FormattableString markup)
    {
        var arguments = Array.ConvertAll(markup.GetArguments(), argument => (object)new Encoded(argument));
        _text.AppendFormat(CultureInfo.InvariantCulture, markup.Format, arguments).Append('\n');
    }

    /// <summary>Adds markup as it is.</summary>
    public void Markup(string markup) => _text.Append(markup).Append('\n');

    public override string ToString() => _text.ToString();

    private readonly record struct Encoded(object? Value) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? provider) =>
            Encoder.Encode(Value is IFormattable formattable ? formattable.ToString(format, provider) : Value?.ToString() ?? string.Empty);
    }
}
