using System.Collections.Immutable;

namespace SreEvaluator.Grading;

/// <summary>The mark of one key point in a labelled answer.</summary>
/// <param name="Coverage">The agreed coverage.</param>
/// <param name="Evidence">The quote it stands on; empty for missing.</param>
/// <param name="Annotators">What each annotator said on their own; may be empty.</param>
public sealed record Label(Coverage Coverage, string Evidence, ImmutableArray<Coverage> Annotators);
