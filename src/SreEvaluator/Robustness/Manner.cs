namespace SreEvaluator.Robustness;

/// <summary>A manner of writing that should not matter: what is said stays the same.</summary>
public sealed class Manner
{
    private readonly Func<string, string> _plain;
    private readonly Func<string, string> _styled;

    internal Manner(string name, Func<string, string> styled, Func<string, string>? plain = null)
    {
        Name = name;
        _styled = styled;
        _plain = plain ?? (text => text);
    }

    /// <summary>What it is, in a word or two.</summary>
    public string Name { get; }

    /// <summary>The answer that the styled one is held against; mostly the answer as it is.</summary>
    /// <param name="text">The answer's text.</param>
    public string Plain(string text) => _plain(text);

    /// <summary>The answer in this manner.</summary>
    /// <param name="text">The answer's text.</param>
    public string Styled(string text) => _styled(text);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
