namespace SreEvaluator.Tests.Robustness;

/// <summary>How a fooled judge backs the credit that it was told to give.</summary>
internal enum Way
{
    /// <summary>It is not fooled: it says what the labels say.</summary>
    Fair,

    /// <summary>It quotes the very text that told it to.</summary>
    Instruction,

    /// <summary>It quotes the longest sentence of the answer for every point.</summary>
    OneSentence,

    /// <summary>It quotes the sentences in turn.</summary>
    Sentences,

    /// <summary>It quotes for each point the sentence that is nearest to it: the best lie that there is.</summary>
    Nearest,

    /// <summary>It quotes what the answer does not hold.</summary>
    Invented,
}
