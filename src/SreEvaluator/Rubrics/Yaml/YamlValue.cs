namespace SreEvaluator.Rubrics.Yaml;

/// <summary>A value in a YAML file.</summary>
/// <param name="Line">The line where it begins, from 1.</param>
internal abstract record YamlValue(int Line)
{
    /// <summary>What it is, for a message.</summary>
    public abstract string Kind { get; }
}
