namespace SreEvaluator.Service.Rubrics;

/// <summary>What candidates may see: the section <c>Candidates</c> of the configuration.</summary>
public sealed class CandidateOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Candidates";

    /// <summary>Whether candidates may read the key points and red flags of questions. False by default.</summary>
    public bool SeeKeyPoints { get; set; }

    /// <summary>Whether candidates may read the evaluations of what they answered in an interview; those of practice they always may. False by default.</summary>
    public bool SeeInterviewResults { get; set; }
}
