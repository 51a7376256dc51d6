namespace SreEvaluator.Service.Settings;

/// <summary>What the form of a new key sends.</summary>
/// <param name="Name">What the key is for.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Scopes">What it is limited to; empty for all that the role may.</param>
/// <param name="Days">After how many days it ends; empty for never.</param>
public sealed record KeyForm(string? Name, string? Role, IReadOnlyList<string> Scopes, string? Days)
{
    /// <summary>The form as it is at first: a key that ends.</summary>
    public static readonly KeyForm First = new(null, "interviewer", [], "90");
}
