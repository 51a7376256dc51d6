using SreEvaluator.Batches;
using SreEvaluator.Batches.Import;
using SreEvaluator.Grading.Judging;

namespace SreEvaluator.Service.Batches;

/// <summary>What there is to know of a file before it becomes a batch.</summary>
/// <param name="Preview">Its first rows; null where it can't be read.</param>
/// <param name="Survey">What it holds, read as the form says; null where it can't be read so.</param>
/// <param name="Use">What grading it is likely to take; null where no judge grades.</param>
/// <param name="Problems">Why the file as a whole can't be used.</param>
public sealed record FileCheck(TablePreview? Preview, BatchSurvey? Survey, JudgeUse? Use, IReadOnlyList<InputProblem> Problems);
