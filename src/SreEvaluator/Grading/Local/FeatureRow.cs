namespace SreEvaluator.Grading.Local;

/// <summary>The features of one key point in one sentence.</summary>
/// <param name="values">A value for each <see cref="SentenceFeature"/>.</param>
internal readonly ref struct FeatureRow(Span<float> values)
{
    /// <summary>How many features there are.</summary>
    public const int Size = (int)SentenceFeature.CoveredShare + 1;

    /// <summary>How many of them, the first ones, need no labelled quotes.</summary>
    public const int SizeWithoutQuotes = (int)SentenceFeature.CoveredQuote;

    private readonly Span<float> _values = values;

    /// <summary>A feature's value.</summary>
    public ref float this[SentenceFeature feature] => ref _values[(int)feature];

    /// <summary>Whether the sentence says the point only to deny it, and so makes it in no way.</summary>
    public bool OnlyDenies => this[SentenceFeature.FiresDenied] > 0 && this[SentenceFeature.CuesFired] == 0;

    /// <summary>The features that a model takes.</summary>
    /// <param name="withQuotes">Whether those of labelled quotes belong to them.</param>
    public ReadOnlySpan<float> Values(bool withQuotes) => _values[..(withQuotes ? Size : SizeWithoutQuotes)];

    /// <summary>Raises a feature to a value where it is less.</summary>
    public void Raise(SentenceFeature feature, float value) => this[feature] = Math.Max(this[feature], value);
}
