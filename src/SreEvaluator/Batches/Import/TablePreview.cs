using System.Collections.Immutable;

namespace SreEvaluator.Batches.Import;

/// <summary>The first rows of a table, before anybody has said what its columns mean.</summary>
/// <param name="Names">The names of the columns; of JSON lines those of the rows that are here.</param>
/// <param name="Rows">The rows, each with a value for each name; empty where there is none.</param>
/// <param name="Problems">What is wrong with rows up to the last of these.</param>
public sealed record TablePreview(ImmutableArray<string> Names, ImmutableArray<ImmutableArray<string>> Rows, ImmutableArray<ImportProblem> Problems);
