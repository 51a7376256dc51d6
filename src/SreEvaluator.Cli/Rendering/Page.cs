using Spectre.Console;
using Spectre.Console.Rendering;

namespace SreEvaluator.Cli.Rendering;

/// <summary>The few shapes that all output for people is made of. Text is never read as markup.</summary>
internal static class Page
{
    private const int BetweenColumns = 2;
    private const int LeastQuotation = 12;

    // Two marks and the ellipsis.
    private const int QuotationMarks = 3;

    /// <summary>What a reader is to see first.</summary>
    public static Style Title { get; } = new(decoration: Decoration.Bold);

    /// <summary>What a reader may skip.</summary>
    public static Style Quiet { get; } = new(decoration: Decoration.Dim);

    /// <summary>An empty line and a heading.</summary>
    public static void Heading(this IAnsiConsole console, string text)
    {
        console.WriteLine();
        console.Paragraph(text, Title);
    }

    /// <summary>Text that wraps at the console's width.</summary>
    public static void Paragraph(this IAnsiConsole console, string text, Style? style = null, int indent = 0)
    {
        IRenderable paragraph = new Text(text, style);
        console.Write(indent == 0 ? paragraph : new Padder(paragraph, new Padding(indent, 0, 0, 0)));
        if (indent == 0)
        {
            console.WriteLine();
        }
    }

    /// <summary>Text after a mark, wrapped so that its lines stand below each other.</summary>
    public static void Item(this IAnsiConsole console, string mark, string text, Style? style = null)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(1)).AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        console.Write(grid.AddRow(new Text(mark, style), new Text(text)));
    }

    /// <summary>Names with their texts beside them; a name without text is left out.</summary>
    public static void Fields(this IAnsiConsole console, params ReadOnlySpan<(string Name, string Text)> fields)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2)).AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        foreach (var (name, text) in fields)
        {
            if (text.Length > 0)
            {
                grid.AddRow(new Text(name, Quiet), new Text(text));
            }
        }

        console.Write(grid);
    }

    /// <summary>How long a quotation may be that stands in the last column of a table, so that no row takes two lines.</summary>
    /// <param name="console">The console.</param>
    /// <param name="titles">The titles of all columns.</param>
    /// <param name="rows">The cells of all columns but the last.</param>
    public static int Remaining(this IAnsiConsole console, IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        var widths = titles.SkipLast(1).Select(title => title.Length).ToArray();
        foreach (var row in rows)
        {
            for (var column = 0; column < widths.Length; column++)
            {
                widths[column] = Math.Max(widths[column], row[column].Length);
            }
        }

        return Math.Max(LeastQuotation, console.Profile.Width - widths.Sum(width => width + BetweenColumns) - QuotationMarks - BetweenColumns);
    }

    /// <summary>A table without lines. The last column alone wraps, where there is no room: the others are squeezed by nothing beside them.</summary>
    public static Table Table(params ReadOnlySpan<string> titles)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        foreach (var title in titles)
        {
            table.AddColumn(new TableColumn(new Text(title, Quiet)).NoWrap().PadLeft(0).PadRight(BetweenColumns));
        }

        table.Columns[^1].NoWrap = false;
        return table;
    }
}
