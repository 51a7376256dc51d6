namespace SreEvaluator.Grading.Local;

/// <summary>How boosted trees grow.</summary>
/// <param name="Trees">How many trees.</param>
/// <param name="Leaves">The most leaves of a tree.</param>
/// <param name="LeastRowsInLeaf">The fewest rows in a leaf.</param>
/// <param name="LearningRate">What each tree adds.</param>
internal sealed record TreeShape(int Trees, int Leaves, int LeastRowsInLeaf, double LearningRate);
