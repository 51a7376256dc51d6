using SreEvaluator.Agreement;

namespace SreEvaluator.Grading.Local;

/// <summary>The agreement on the same held-out answers of models that were trained without some labelled answers, and of models that were trained with them.</summary>
/// <param name="Before">Without.</param>
/// <param name="After">With.</param>
public sealed record BeforeAndAfter(AgreementFigures Before, AgreementFigures After);
