namespace SreEvaluator.Grading.Local;

/// <summary>A node of a tree: where it leads by one feature. A place from 0 on is a node's, a negative one the complement of a leaf's.</summary>
/// <param name="Feature">The feature's place in the row.</param>
/// <param name="Threshold">The largest value that leads to the left.</param>
/// <param name="Left">The place where a value up to the threshold leads.</param>
/// <param name="Right">The place where a greater value leads.</param>
internal readonly record struct TreeNode(int Feature, float Threshold, int Left, int Right);
