using SreEvaluator.Grading;

namespace SreEvaluator.Reports;

/// <summary>A verbatim span of the answer.</summary>
/// <param name="Quote">The span's text.</param>
/// <param name="Start">Where it begins, in UTF-16 units of the answer as it was given.</param>
/// <param name="Length">How long it is, in UTF-16 units.</param>
public sealed record EvidenceJson(string Quote, int Start, int Length)
{
    internal static EvidenceJson Of(Evidence evidence) => new(evidence.Quote, evidence.Start, evidence.Length);

    internal Evidence ToEvidence(Answer answer)
    {
        var found = Evidence.At(answer, Start, Length);
        return found.Quote == Quote ? found : throw new ArgumentException("The answer holds another text there.", nameof(answer));
    }
}
