namespace SreEvaluator.Rubrics;

/// <summary>What a question is within its topic.</summary>
public enum QuestionKind
{
    /// <summary>The topic's opening question.</summary>
    Scenario,

    /// <summary>Asked after the scenario of the same topic.</summary>
    FollowUp,
}
