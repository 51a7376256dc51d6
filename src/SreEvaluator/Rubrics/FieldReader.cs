using System.Collections.Immutable;
using SreEvaluator.Rubrics.Yaml;

namespace SreEvaluator.Rubrics;

/// <summary>
/// Takes the fields of one part of a rubric's file by name and type. What is wrong is noted, and a stand-in given, so that reading goes on to
/// find the rest.
/// </summary>
internal sealed class FieldReader
{
    private readonly Dictionary<string, YamlField> _fields = new(StringComparer.Ordinal);
    private readonly RubricProblems _problems;

    /// <summary>Looks for unknown, repeated and missing fields.</summary>
    /// <param name="map">The fields.</param>
    /// <param name="part">Which fields there may be.</param>
    /// <param name="place">The part's place among its like, from 1; names it where it has no id. 0 where it is the only one.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public FieldReader(YamlMap map, RubricPart part, int place, RubricProblems problems)
    {
        _problems = problems;
        Line = map.Line;
        foreach (var field in map.Fields)
        {
            _fields.TryAdd(field.Name, field);
        }

        Name = NameOf(part, place);
        foreach (var field in map.Fields)
        {
            if (!part.Fields.Contains(field.Name))
            {
                var nearest = NearestNames.Of(field.Name, part.Fields, most: 1);
                problems.Add(
                    field.Line,
                    $"unknown field {Quoted(field.Name)} in {Name}",
                    $"only {string.Join(", ", part.Fields)}",
                    nearest.Count == 0 ? null : $"Did you mean {nearest[0]}?");
            }
            else if (!ReferenceEquals(_fields[field.Name], field))
            {
                problems.Add(field.Line, $"{field.Name} a second time in {Name}", $"it once (first on line {_fields[field.Name].Line})");
            }
        }

        foreach (var missing in part.Required.Where(name => !_fields.ContainsKey(name)))
        {
            problems.Add(Line, $"no {missing} in {Name}", $"each {part.Name} to have it");
        }
    }

    /// <summary>What messages call the part.</summary>
    public string Name { get; }

    /// <summary>Where the part begins.</summary>
    public int Line { get; }

    /// <summary>Where a field's value is; the part's line where there is no such field.</summary>
    public int LineOf(string name) => _fields.TryGetValue(name, out var field) ? field.Value.Line : Line;

    /// <summary>Whether the part has a field.</summary>
    public bool Has(string name) => _fields.ContainsKey(name);

    /// <summary>A text that says something; empty where it is missing or wrong.</summary>
    public string Text(string name) => _fields.TryGetValue(name, out var field) ? Text(field.Value, name) : string.Empty;

    /// <summary>An id in lower-case words joined by hyphens; empty where it is missing or wrong.</summary>
    public string Id()
    {
        var id = Text("id");
        if (id.Length > 0 && !Identifier.IsValid(id))
        {
            _problems.Add(LineOf("id"), $"the id {Quoted(id)}", "lower-case words joined by hyphens, as in mitigate-first");
        }

        return id;
    }

    /// <summary>A whole number within bounds; the lower bound where it is missing or wrong.</summary>
    public int Integer(string name, int least, int greatest)
    {
        if (!_fields.TryGetValue(name, out var field))
        {
            return least;
        }

        if (field.Value is YamlText { Integer: { } value } && value >= least && value <= greatest)
        {
            return value;
        }

        var found = field.Value is YamlText { Text.Length: > 0 } text ? (text.Plain ? text.Text : Quoted(text.Text)) : field.Value.Kind;
        _problems.Add(field.Value.Line, $"{name} {found} in {Name}", $"a whole number from {least} to {greatest}");
        return least;
    }

    /// <summary>true or false; false where it is missing or wrong.</summary>
    public bool Flag(string name)
    {
        if (!_fields.TryGetValue(name, out var field))
        {
            return false;
        }

        if (field.Value is YamlText { Truth: { } value })
        {
            return value;
        }

        var found = field.Value is YamlText { Text.Length: > 0 } text ? Quoted(text.Text) : field.Value.Kind;
        _problems.Add(field.Value.Line, $"{name} {found} in {Name}", "true or false, without quotes");
        return false;
    }

    /// <summary>A list with at least one item; empty where it is missing or wrong.</summary>
    /// <param name="name">The field.</param>
    /// <param name="of">What its items are, in the plural.</param>
    public ImmutableArray<YamlValue> List(string name, string of)
    {
        if (!_fields.TryGetValue(name, out var field))
        {
            return [];
        }

        return List(field.Value, name, of);
    }

    /// <summary>The items of a value that is to be a list with at least one; empty where it is wrong.</summary>
    /// <param name="value">The value.</param>
    /// <param name="what">What a message calls the value.</param>
    /// <param name="of">What its items are, in the plural.</param>
    public ImmutableArray<YamlValue> List(YamlValue value, string what, string of)
    {
        if (value is YamlList { Items: [_, ..] } list)
        {
            return list.Items;
        }

        var found = value switch
        {
            YamlList => $"an empty list as {what}",
            YamlText { Text: "" } => $"an empty {what}",
            _ => $"{value.Kind} as {what}",
        };
        _problems.Add(value.Line, $"{found} in {Name}", $"a list of {of}, at least one");
        return [];
    }

    /// <summary>A list of texts that say something, at least one.</summary>
    /// <param name="name">The field.</param>
    /// <param name="of">What its items are, in the plural.</param>
    /// <param name="one">What a message calls an item.</param>
    public ImmutableArray<string> Texts(string name, string of, string one) => [.. List(name, of).Select(item => Text(item, one))];

    /// <summary>Parts, each with its fields, at least one.</summary>
    /// <param name="name">The field.</param>
    /// <param name="part">What its items are.</param>
    public IEnumerable<FieldReader> Parts(string name, RubricPart part)
    {
        var place = 0;
        foreach (var item in List(name, $"{part.Name}s"))
        {
            place++;
            if (item is YamlMap map)
            {
                yield return new FieldReader(map, part, place, _problems);
            }
            else
            {
                _problems.Add(item.Line, $"{item.Kind} as {part.Name} {place} in {Name}", $"the fields {string.Join(", ", part.Required)}");
            }
        }
    }

    /// <summary>A text that says something; empty where it is wrong.</summary>
    /// <param name="value">The value.</param>
    /// <param name="what">What a message calls the value.</param>
    public string Text(YamlValue value, string what)
    {
        switch (value)
        {
            case YamlText { Text: "" }:
                _problems.Add(value.Line, $"an empty {what} in {Name}", "a text");
                return string.Empty;
            case YamlText { IsText: false }:
                _problems.Add(value.Line, $"{value.Kind} as {what} in {Name}", "a text", "Put it in quotes.");
                return string.Empty;
            case YamlText text:
                return text.Text;
            default:
                _problems.Add(value.Line, $"{value.Kind} as {what} in {Name}", "a text");
                return string.Empty;
        }
    }

    /// <summary>Notes a problem of the part.</summary>
    public void Problem(int line, string found, string expected, string? remedy = null) => _problems.Add(line, found, expected, remedy);

    /// <summary>A text within a message: in quotes and cut where it is long.</summary>
    public static string Quoted(string text) => $"\"{(text.Length > 60 ? text[..60] + "…" : text)}\"";

    private string NameOf(RubricPart part, int place) => _fields.TryGetValue("id", out var id) && id.Value is YamlText { Text: { Length: > 0 } text }
        ? $"{part.Name} {(text.Length > 60 ? text[..60] + "…" : text)}"
        : place == 0 ? $"the {part.Name}" : $"{part.Name} {place}";
}
