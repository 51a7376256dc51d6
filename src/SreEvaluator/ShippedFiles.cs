namespace SreEvaluator;

/// <summary>The folders that come with the program and lie beside it.</summary>
public static class ShippedFiles
{
    /// <summary>The rubrics, a YAML file a topic.</summary>
    public static string Rubrics { get; } = Path.Combine(AppContext.BaseDirectory, "rubrics");

    /// <summary>The judge's prompts, a folder each.</summary>
    public static string Prompts { get; } = Path.Combine(AppContext.BaseDirectory, "prompts");

    /// <summary>The trained local model with its card.</summary>
    public static string Models { get; } = Path.Combine(AppContext.BaseDirectory, "models");
}
