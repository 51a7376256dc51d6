namespace SreEvaluator.Service.Practice;

/// <summary>Why an answer can't be sent as it is.</summary>
public enum AnswerFault
{
    /// <summary>Nothing is written.</summary>
    Empty,

    /// <summary>It is over the most that an answer may hold.</summary>
    TooLong,
}
