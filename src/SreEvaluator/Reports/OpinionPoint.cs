namespace SreEvaluator.Reports;

/// <summary>A key point or red flag in the report on a candidate.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Weight">1 to 3 for a key point, 0 for a red flag.</param>
/// <param name="Critical">Whether missing it caps the band.</param>
/// <param name="Verdict">The verdict that holds, as the formats write it; <c>found</c> for a red flag.</param>
/// <param name="Quote">The candidate's words; empty where there are none.</param>
public sealed record OpinionPoint(string Id, string Statement, int Weight, bool Critical, string Verdict, string Quote);
