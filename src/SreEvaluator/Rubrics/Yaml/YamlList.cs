using System.Collections.Immutable;

namespace SreEvaluator.Rubrics.Yaml;

/// <summary>Several values in order.</summary>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Items">The values.</param>
internal sealed record YamlList(int Line, ImmutableArray<YamlValue> Items) : YamlValue(Line)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}
