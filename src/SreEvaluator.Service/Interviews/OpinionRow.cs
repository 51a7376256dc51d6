using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Service.Interviews;

/// <summary>What is said of one key point of an answer.</summary>
/// <param name="KeyPoint">The key point.</param>
/// <param name="Here">The verdict that holds.</param>
/// <param name="Machine">The machine's own.</param>
/// <param name="Mine">The viewer's; null where they have not marked it.</param>
/// <param name="Number">The number of its evidence on the page; null where there is none.</param>
/// <param name="Quote">The words that it stands on; empty where there are none.</param>
public sealed record OpinionRow(KeyPoint KeyPoint, Coverage Here, Coverage Machine, Coverage? Mine, string? Number, string Quote);
