namespace SreEvaluator.Service.Web;

/// <summary>A part of the pages, as the bar at the top names it.</summary>
public enum Section
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>Practising.</summary>
    Practice,

    /// <summary>What came of practising.</summary>
    Progress,

    /// <summary>What answers are graded by.</summary>
    Rubrics,

    /// <summary>How well graders and people agree, and what grading takes.</summary>
    Agreement,

    /// <summary>Interviews.</summary>
    Interviews,

    /// <summary>What asks for a person.</summary>
    Reviews,

    /// <summary>Many answers at once.</summary>
    Batches,

    /// <summary>What admins look after.</summary>
    Settings,
}
