namespace SreEvaluator.Grading.Local;

/// <summary>Multiplies one vector with many, in one pass over its terms.</summary>
internal sealed class TermIndex
{
    private readonly Dictionary<int, Posting[]> _postings;

    /// <summary>Indexes vectors; their order gives the places of the products.</summary>
    public TermIndex(IReadOnlyList<TermVector> vectors)
    {
        Count = vectors.Count;
        _postings = vectors
            .SelectMany((vector, place) => vector.Terms.Zip(vector.Values, (term, value) => (Term: term, Posting: new Posting(place, value))))
            .GroupBy(item => item.Term, item => item.Posting)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>How many vectors there are.</summary>
    public int Count { get; }

    /// <summary>The inner product of a vector with each vector of the index.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="products">Gets the products; one for each vector of the index.</param>
    public void Multiply(TermVector vector, Span<float> products)
    {
        products.Clear();
        for (var i = 0; i < vector.Terms.Length; i++)
        {
            if (_postings.TryGetValue(vector.Terms[i], out var postings))
            {
                foreach (var posting in postings)
                {
                    products[posting.Place] += vector.Values[i] * posting.Value;
                }
            }
        }
    }

    private readonly record struct Posting(int Place, float Value);
}
