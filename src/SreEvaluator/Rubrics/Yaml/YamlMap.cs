using System.Collections.Immutable;

namespace SreEvaluator.Rubrics.Yaml;

/// <summary>Values with names.</summary>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Fields">The fields in the order of the file; a name may stand there twice.</param>
internal sealed record YamlMap(int Line, ImmutableArray<YamlField> Fields) : YamlValue(Line)
{
    /// <inheritdoc/>
    public override string Kind => "named fields";
}
