using System.Collections.Immutable;
using SreEvaluator.Rubrics.Yaml;

namespace SreEvaluator.Rubrics;

/// <summary>Builds a rubric from the value that its file holds, and notes what is wrong with it.</summary>
/// <param name="topicId">The file's name without its ending: the id of its scenario, with which its follow-up's id begins.</param>
/// <param name="hash">The file's hash.</param>
/// <param name="source">The file's text.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class RubricBuilder(string topicId, string hash, string source, RubricProblems problems)
{
    /// <summary>The rubric; complete only where no problem was noted.</summary>
    /// <param name="value">What the file holds.</param>
    public Rubric Rubric(YamlMap value)
    {
        var fields = new FieldReader(value, RubricPart.Rubric, 0, problems);
        var topic = fields.Text("topic");
        var version = fields.Text("version");
        var questions = Distinct(fields.Parts("questions", RubricPart.Question).Select(question => (Question(question, topic, version), question)), question => question.Id);
        if (questions.Length > 0 && !questions.Any(question => question.Kind == QuestionKind.Scenario))
        {
            problems.Add(fields.LineOf("questions"), "no scenario among the questions", $"one with the id {topicId} and the kind scenario");
        }

        return new Rubric { Topic = topic, Version = version, Hash = hash, Source = source, Questions = questions };
    }

    private Question Question(FieldReader fields, string topic, string version)
    {
        var kind = Kind(fields);
        return new Question
        {
            Id = QuestionId(fields, kind),
            Topic = topic,
            Kind = kind,
            Asks = fields.Text("asks"),
            KeyPoints = Distinct(fields.Parts("keyPoints", RubricPart.KeyPoint).Select(part => (KeyPoint(part), part)), keyPoint => keyPoint.Id),
            RedFlags = fields.Has("redFlags")
                ? Distinct(fields.Parts("redFlags", RubricPart.RedFlag).Select(part => (RedFlag(part), part)), redFlag => redFlag.Id)
                : [],
            RubricVersion = version,
            RubricHash = hash,
        };
    }

    private static QuestionKind Kind(FieldReader fields)
    {
        var kind = fields.Text("kind");
        if (kind is not ("" or "scenario" or "follow-up"))
        {
            fields.Problem(fields.LineOf("kind"), $"the kind {FieldReader.Quoted(kind)} in {fields.Name}", "scenario or follow-up");
        }

        return kind == "follow-up" ? QuestionKind.FollowUp : QuestionKind.Scenario;
    }

    // The file's name gives the ids, so that a question's file is known from its id and no id can be given twice.
    private string QuestionId(FieldReader fields, QuestionKind kind)
    {
        var id = fields.Text("id");
        var expected = kind == QuestionKind.FollowUp ? $"{topicId}/follow-up" : topicId;
        if (id.Length > 0 && id != expected)
        {
            fields.Problem(
                fields.LineOf("id"),
                $"the id {FieldReader.Quoted(id)} of a {(kind == QuestionKind.FollowUp ? "follow-up" : "scenario")}",
                $"{expected}, after the file's name");
        }

        return id;
    }

    private static KeyPoint KeyPoint(FieldReader fields) => new()
    {
        Id = fields.Id(),
        Weight = fields.Integer("weight", Rubrics.KeyPoint.LeastWeight, Rubrics.KeyPoint.GreatestWeight),
        Critical = fields.Flag("critical"),
        Statement = fields.Text("statement"),
        Covered = fields.Text("covered"),
        Partial = fields.Text("partial"),
        Cues = Cues(fields),
        Exemplars = fields.Texts("exemplars", "sentences", "exemplar"),
        Hint = fields.Text("hint"),
        Advice = fields.Text("advice"),
        Probe = fields.Text("probe"),
    };

    private static RedFlag RedFlag(FieldReader fields) => new()
    {
        Id = fields.Id(),
        Statement = fields.Text("statement"),
        Cues = Cues(fields),
        Exemplars = fields.Has("exemplars") ? fields.Texts("exemplars", "sentences", "exemplar") : [],
    };

    private static ImmutableArray<Cue> Cues(FieldReader fields) => [.. fields.List("cues", "cues").Select((cue, index) => Cue(fields, cue, $"cue {index + 1}"))];

    private static Cue Cue(FieldReader fields, YamlValue value, string name)
    {
        var groups = fields.List(value, name, "groups of stems");
        if (groups.Length > Rubrics.Cue.MostGroups)
        {
            fields.Problem(value.Line, $"{groups.Length} groups in {name} of {fields.Name}", $"at most {Rubrics.Cue.MostGroups}", "A sentence seldom has them all: split the cue.");
        }

        return new Cue([.. groups.Select((group, index) => Group(fields, group, $"group {index + 1} of {name}"))]);
    }

    private static ImmutableArray<string> Group(FieldReader fields, YamlValue value, string name) =>
        [.. fields.List(value, name, "stems").Select(stem => Stem(fields, stem))];

    private static string Stem(FieldReader fields, YamlValue value)
    {
        var stem = fields.Text(value, "stem");
        if (stem.Any(char.IsUpper))
        {
            fields.Problem(value.Line, $"the stem {FieldReader.Quoted(stem)} in {fields.Name}", $"lower case: {FieldReader.Quoted(stem.ToLowerInvariant())}");
        }
        else if (stem.Length > 0 && !stem.Any(char.IsLetterOrDigit))
        {
            fields.Problem(value.Line, $"the stem {FieldReader.Quoted(stem)} in {fields.Name}", "at least one letter or digit");
        }

        return stem;
    }

    private static ImmutableArray<T> Distinct<T>(IEnumerable<(T Part, FieldReader Fields)> parts, Func<T, string> id)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var distinct = ImmutableArray.CreateBuilder<T>();
        foreach (var (part, fields) in parts)
        {
            distinct.Add(part);
            if (id(part).Length > 0 && !lines.TryAdd(id(part), fields.LineOf("id")))
            {
                fields.Problem(fields.LineOf("id"), $"the id {FieldReader.Quoted(id(part))} a second time", $"each id once (first on line {lines[id(part)]})");
            }
        }

        return distinct.ToImmutable();
    }
}
