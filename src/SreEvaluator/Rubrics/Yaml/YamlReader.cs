using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SreEvaluator.Rubrics.Yaml;

/// <summary>
/// Reads the plain part of YAML: texts, lists and named fields, in one document. What a rubric does not need and what can make a small file
/// large or surprising (anchors, aliases, tags, deep nesting) is refused.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>How deep lists and fields may lie in one another; a rubric needs eight levels.</summary>
    public const int Deepest = 16;

    private readonly string _file;
    private readonly Parser _events;

    private YamlReader(string file, string text)
    {
        _file = file;
        _events = new Parser(new StringReader(text));
    }

    private ParsingEvent Current => _events.Current ?? throw new InvalidOperationException("The YAML stream has not begun.");

    private int Line => LineOf(Current.Start);

    /// <summary>The document's value; null where the text holds none.</summary>
    /// <param name="file">How a message calls the text.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="InputException">The text is no YAML, or not of the plain part.</exception>
    public static YamlValue? Read(string file, string text)
    {
        try
        {
            return new YamlReader(file, text).Document();
        }
        catch (YamlException error)
        {
            throw Broken(file, LineOf(error.Start), error.Message.ReplaceLineEndings(" ").TrimEnd('.', ' '));
        }
    }

    private YamlValue? Document()
    {
        Advance();
        Advance();
        if (Current is StreamEnd)
        {
            return null;
        }

        Advance();
        var value = Value(depth: 1);
        Advance();
        return Current is StreamEnd ? value : throw Refused("a second document", "one document a file", "Put each topic into a file of its own.");
    }

    // Leaves the event after the value as the current one.
    private YamlValue Value(int depth)
    {
        if (Current is AnchorAlias alias)
        {
            throw Refused($"the alias *{alias.Value}", "no aliases in a rubric", "Write the value out.");
        }

        if (Current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            throw Refused($"the anchor &{anchored.Anchor}", "no anchors in a rubric", "Remove it.");
        }

        if (Current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            throw Refused($"the tag {tagged.Tag}", "no tags in a rubric", "Remove it.");
        }

        if (depth > Deepest)
        {
            throw Refused($"more than {Deepest} levels of lists and fields", "at most eight, as a cue's stems have");
        }

        return Current switch
        {
            Scalar scalar => Text(scalar),
            SequenceStart => List(depth),
            MappingStart => Map(depth),
            _ => throw Broken(_file, Line, "a value is missing there"),
        };
    }

    private YamlText Text(Scalar scalar)
    {
        var text = new YamlText(Line, scalar.Value.Trim(), scalar.Style == ScalarStyle.Plain);
        Advance();
        return text;
    }

    private YamlList List(int depth)
    {
        var line = Line;
        var items = ImmutableArray.CreateBuilder<YamlValue>();
        Advance();
        while (Current is not SequenceEnd)
        {
            items.Add(Value(depth + 1));
        }

        Advance();
        return new YamlList(line, items.ToImmutable());
    }

    private YamlMap Map(int depth)
    {
        var line = Line;
        var fields = ImmutableArray.CreateBuilder<YamlField>();
        Advance();
        while (Current is not MappingEnd)
        {
            if (Current is not (Scalar or AnchorAlias))
            {
                throw Refused("a list or fields as the name of a field", "a plain name before the colon");
            }

            var name = (YamlText)Value(depth + 1);
            fields.Add(new YamlField(name.Line, name.Text, Value(depth + 1)));
        }

        Advance();
        return new YamlMap(line, fields.ToImmutable());
    }

    private void Advance()
    {
        try
        {
            _events.MoveNext();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's parser ends so on some broken texts, such as a bracket left open or a tag that is no URI, without saying where.
            throw Broken(_file, _events.Current is null ? 1 : Line, "it can't be read on from there");
        }
    }

    private InputException Refused(string found, string expected, string? remedy = null) => new(new InputProblem(_file, Line, found, expected, remedy));

    private static int LineOf(Mark mark) => (int)Math.Clamp(mark.Line, 1, int.MaxValue);

    private static InputException Broken(string file, int line, string reason) => new(new InputProblem(
        file, line, $"broken YAML ({reason})", "valid YAML", "Look at the quotes, brackets, colons and indentation there and just above."));
}
