using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>What each stem of a question's cues counts by itself, beside the cues that it is part of: the less, the more key points have it.</summary>
internal sealed class CueStems
{
    private readonly List<int> _owners = [];
    private readonly List<int> _places = [];
    private readonly List<float> _weights = [];

    /// <summary>Reads the cues of a question's key points.</summary>
    public CueStems(Question question)
    {
        var stems = question.KeyPoints.SelectMany((point, owner) => point.Cues.SelectMany(cue => cue.Groups).SelectMany(group => group).Select(stem => (owner, stem))).ToList();
        var owners = stems.Distinct().CountBy(pair => pair.stem, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var places = new Dictionary<(int Owner, string Stem), int>();
        foreach (var pair in stems)
        {
            _owners.Add(pair.owner);
            places.TryAdd(pair, places.Count);
            _places.Add(places[pair]);
            _weights.Add(1 / MathF.Sqrt(owners[pair.stem]));
        }

        Count = places.Count;
    }

    /// <summary>How many there are, each once for a key point, in however many of its cues it stands.</summary>
    public int Count { get; }

    /// <summary>The place among them.</summary>
    /// <param name="number">The stem's number, as <see cref="CueIndex"/> gives it.</param>
    public int PlaceOf(int number) => _places[number];

    /// <summary>The place of the key point whose stem it is.</summary>
    /// <param name="number">The stem's number.</param>
    public int OwnerOf(int number) => _owners[number];

    /// <summary>What a stem counts.</summary>
    /// <param name="number">The stem's number.</param>
    public float WeightOf(int number) => _weights[number];
}
