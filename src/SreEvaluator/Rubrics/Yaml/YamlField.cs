namespace SreEvaluator.Rubrics.Yaml;

/// <summary>A value with its name.</summary>
/// <param name="Line">The line of the name, from 1.</param>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
internal sealed record YamlField(int Line, string Name, YamlValue Value);
