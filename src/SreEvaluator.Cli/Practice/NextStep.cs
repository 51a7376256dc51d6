namespace SreEvaluator.Cli.Practice;

/// <summary>What can be done after an attempt.</summary>
internal enum NextStep
{
    /// <summary>Improve the answer in the editor.</summary>
    Edit,

    /// <summary>Add to the answer, line by line.</summary>
    Add,

    /// <summary>Write another answer to the same question.</summary>
    Rewrite,

    /// <summary>See the key points that are missing.</summary>
    Reveal,

    /// <summary>Answer the follow-up question.</summary>
    FollowUp,

    /// <summary>Choose another scenario.</summary>
    Another,

    /// <summary>End.</summary>
    Stop,
}
