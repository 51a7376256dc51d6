using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SreEvaluator.Rubrics;

/// <summary>
/// The rubrics in force, with their questions by id. A rubric can be replaced while others read: what was found before stays as it was, and what is looked
/// up afterwards is the new one.
/// </summary>
public sealed class RubricLibrary
{
    private const int MostNearest = 3;

    private readonly Lock _replacing = new();
    private volatile Held _held;

    /// <summary>Creates a library of rubrics that are there already.</summary>
    /// <param name="rubrics">The rubrics, no question id twice.</param>
    /// <exception cref="ArgumentException">Two questions have the same id.</exception>
    public RubricLibrary(IEnumerable<Rubric> rubrics)
    {
        _held = Held.Of([.. rubrics]);
    }

    /// <summary>The rubrics, in the order of their files' names.</summary>
    public ImmutableArray<Rubric> Rubrics => _held.Rubrics;

    /// <summary>The questions of all rubrics, in their order.</summary>
    public IEnumerable<Question> Questions => Rubrics.SelectMany(rubric => rubric.Questions);

    /// <summary>Reads and checks every rubric of a folder: its files that end in <c>.yaml</c>, not those of its subfolders.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InputException">The folder is missing, holds no rubric, or holds broken ones; holds all problems of all files.</exception>
    public static RubricLibrary Load(string folder)
    {
        var rubrics = new List<Rubric>();
        var problems = new List<InputProblem>();
        foreach (var path in Files(folder))
        {
            try
            {
                rubrics.Add(RubricFile.Read(path));
            }
            catch (InputException error)
            {
                problems.AddRange(error.Problems);
            }
        }

        return problems.Count == 0 ? new RubricLibrary(rubrics) : throw new InputException(problems);
    }

    /// <summary>Reads one question without reading the rubrics of other topics, which takes a tenth of the time.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="id">The question's id, of any form.</param>
    /// <returns>The question; null where the folder has none with this id.</returns>
    /// <exception cref="InputException">The folder is missing, or the topic's file is broken; holds all problems of that file.</exception>
    public static Question? LoadQuestion(string folder, string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        ThrowIfMissing(folder);
        var topicId = id.Split('/', 2)[0];
        var path = Path.Combine(folder, topicId + RubricFile.Extension);
        return Identifier.IsValid(topicId) && File.Exists(path)
            ? RubricFile.Read(path).Questions.FirstOrDefault(question => question.Id == id)
            : null;
    }

    /// <summary>The question with an id; null where there is none.</summary>
    /// <param name="id">The id, in the exact letters.</param>
    public Question? Find(string id) => _held.ById.GetValueOrDefault(id);

    /// <summary>The rubric of a topic; null where there is none.</summary>
    /// <param name="id">The id of its scenario, in the exact letters.</param>
    public Rubric? FindRubric(string id) => Rubrics.FirstOrDefault(rubric => rubric.Id == id);

    /// <summary>Puts another version of a rubric in the place of the one that is there.</summary>
    /// <param name="rubric">The version.</param>
    /// <exception cref="ArgumentException">There is no rubric of its topic.</exception>
    public void Replace(Rubric rubric)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        lock (_replacing)
        {
            var before = FindRubric(rubric.Id) ?? throw new ArgumentException($"There is no rubric {rubric.Id} to replace.", nameof(rubric));
            _held = Held.Of(Rubrics.Replace(before, rubric));
        }
    }

    /// <summary>The ids of questions that somebody may have meant, by letters and words; at most three, closest first, none where nothing is near.</summary>
    /// <param name="id">What was typed.</param>
    public IReadOnlyList<string> Nearest(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return NearestNames.Of(id, Questions.Select(question => question.Id), MostNearest);
    }

    private static List<string> Files(string folder)
    {
        ThrowIfMissing(folder);
        var files = Directory.EnumerateFiles(folder).Where(IsYaml).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0
            ? files
            : throw new InputException(new InputProblem(folder, null, "no rubric", $"at least one file that ends in {RubricFile.Extension}"));
    }

    // Files that end in .yml or .YAML are meant as rubrics too: reading them says that their name is wrong.
    private static bool IsYaml(string path) => Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML";

    private static void ThrowIfMissing(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
        {
            throw new InputException(new InputProblem(folder, null, "no such folder", "a folder of rubrics"));
        }
    }

    private sealed record Held(ImmutableArray<Rubric> Rubrics, FrozenDictionary<string, Question> ById)
    {
        public static Held Of(ImmutableArray<Rubric> rubrics) => new(
            rubrics,
            rubrics.SelectMany(rubric => rubric.Questions).ToDictionary(question => question.Id, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal));
    }
}
