namespace SreEvaluator.Service.Access;

/// <summary>What a key can be limited to.</summary>
internal static class Scopes
{
    /// <summary>Reads rubrics and questions.</summary>
    public const string Rubrics = "rubrics";

    /// <summary>Sends answers and reads their evaluations.</summary>
    public const string Evaluations = "evaluations";

    /// <summary>Makes, follows and ends batches.</summary>
    public const string Batches = "batches";

    /// <summary>Makes candidates and interviews, and invites.</summary>
    public const string Interviews = "interviews";

    /// <summary>Reads the review queue, overrides and closes reviews.</summary>
    public const string Reviews = "reviews";

    /// <summary>Manages keys and users, gives out and erases what is held of candidates, and reads the audit trail.</summary>
    public const string Administration = "administration";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Rubrics, Evaluations, Batches, Interviews, Reviews, Administration];
}
