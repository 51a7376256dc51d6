using SreEvaluator.Rubrics;

namespace SreEvaluator.Feedback;

/// <summary>A key point that the answer makes, with the candidate's own words.</summary>
/// <param name="KeyPoint">The key point.</param>
/// <param name="Quote">Where the answer makes it, ready to print: see <see cref="Quotation"/>.</param>
public sealed record Strength(KeyPoint KeyPoint, string Quote)
{
    /// <summary>One line of text, such as <c>Mitigate first: “I would roll back”</c>. Its name for the point is taken from the id.</summary>
    public string Text
    {
        get
        {
            var name = KeyPoint.Id.Replace('-', ' ');
            return $"{char.ToUpperInvariant(name[0])}{name[1..]}: {Quote}";
        }
    }
}
