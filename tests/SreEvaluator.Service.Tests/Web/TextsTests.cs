using System.Text.RegularExpressions;
using System.Xml.Linq;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Web;

public sealed partial class TextsTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "SreEvaluator.Service");

    [Fact]
    public void Every_language_has_every_text_with_the_same_holes()
    {
        var english = Read("Texts.resx");
        var german = Read("Texts.de.resx");

        german.Keys.Order(StringComparer.Ordinal).ShouldBe(english.Keys.Order(StringComparer.Ordinal));
        german.ShouldAllBe(text => Holes(text.Value) == Holes(english[text.Key]));
        english.Values.Concat(german.Values).ShouldAllBe(text => text.Trim().Length > 0);
    }

    [Fact]
    public void Every_text_that_a_page_names_is_there_and_every_one_is_named()
    {
        var texts = Read("Texts.resx");
        var sources = Directory.EnumerateFiles(Folder, "*.*", SearchOption.AllDirectories)
            .Where(path => (path.EndsWith(".razor", StringComparison.Ordinal) || path.EndsWith(".cs", StringComparison.Ordinal)) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .ToList();

        var named = sources.SelectMany(source => Named().Matches(source).Select(match => match.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        named.Where(key => !texts.ContainsKey(key)).ShouldBeEmpty();
        texts.Keys.Where(key => !sources.Exists(source => source.Contains($"\"{key}\"", StringComparison.Ordinal)
            || source.Contains($"\"{key[..(key.LastIndexOf('.') + 1)]}{{", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    private static Dictionary<string, string> Read(string name) => XDocument.Load(Path.Combine(Folder, "Web", name)).Root!.Elements("data")
        .ToDictionary(text => text.Attribute("name")!.Value, text => text.Element("value")!.Value, StringComparer.Ordinal);

    private static string Holes(string text) => string.Join(' ', Hole().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex("""T\["([^"]+)"[\],]""")]
    private static partial Regex Named();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Hole();
}
