namespace SreEvaluator.Agreement;

/// <summary>The agreement on a part of the answers.</summary>
/// <param name="Name">What they have in common, such as the question's id.</param>
/// <param name="Figures">Their figures.</param>
public sealed record AgreementGroup(string Name, AgreementFigures Figures);
