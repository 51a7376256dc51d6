namespace SreEvaluator.Tests.House;

/// <summary>Which namespaces may use which.</summary>
/// <param name="Root">The namespace of the house; what lies outside is packages and the framework.</param>
/// <param name="Inside">For each namespace of the house those of the house that it may use, apart from itself and <paramref name="Root"/>.</param>
/// <param name="Outside">For a package's namespaces those of the house that may use it; packages that are not named may be used everywhere.</param>
internal sealed record DependencyRules(
    string Root, IReadOnlyDictionary<string, string[]> Inside, IReadOnlyList<(string[] Packages, string[] Users)> Outside)
{
    /// <summary>Whether a namespace is another one or lies below it.</summary>
    public static bool IsWithin(string name, string other) =>
        name == other || (name.StartsWith(other, StringComparison.Ordinal) && name[other.Length] == '.');

    /// <summary>What breaks the rules, a sentence each.</summary>
    public IEnumerable<string> Broken(IEnumerable<TypeUses> types) => types.SelectMany(Broken);

    private IEnumerable<string> Broken(TypeUses type)
    {
        if (!Inside.TryGetValue(type.Namespace, out var allowed))
        {
            return [$"{type.Namespace} has no rule that says what it may use."];
        }

        return type.Used
            .Where(used => IsWithin(used, Root) ? used != Root && used != type.Namespace && !allowed.Contains(used) : !MayUsePackage(type.Namespace, used))
            .Order(StringComparer.Ordinal)
            .Select(used => $"{type.Namespace}.{type.Type} uses {used}.");
    }

    private bool MayUsePackage(string user, string used) => Outside
        .Where(rule => rule.Packages.Any(package => IsWithin(used, package)))
        .All(rule => rule.Users.Contains(user));
}
