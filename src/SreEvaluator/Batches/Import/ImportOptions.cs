using System.Text;

namespace SreEvaluator.Batches.Import;

/// <summary>How input is read, where it does not say so itself.</summary>
public sealed record ImportOptions
{
    /// <summary>What is read where nothing else is said.</summary>
    public static readonly ImportOptions Default = new();

    /// <summary>What separates the columns of a CSV file; null to find out among comma, semicolon, tab and bar.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The encoding of text without a byte order mark; UTF-8 by default. With a mark, that of the mark.</summary>
    public Encoding Encoding { get; init; } = Encoding.UTF8;

    /// <summary>The names that the input gives to the columns id, question, answer and candidate, where they are others.</summary>
    public ColumnMap Map { get; init; } = ColumnMap.Default;

    /// <summary>The id of the question that all rows answer which name none; empty where each has to name its own.</summary>
    public string Question { get; init; } = string.Empty;

    /// <summary>The encoding of a name, such as windows-1252; null where there is none.</summary>
    /// <param name="name">The name.</param>
    public static Encoding? EncodingOf(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
