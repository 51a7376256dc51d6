namespace SreEvaluator.Grading.Judging;

/// <summary>Why a reply can't be used.</summary>
/// <param name="Message">What is wrong and where, precisely enough for the model to put it right; holds no free text of the reply.</param>
/// <param name="Doubtful">Whether it asks for a person even when put right: the model invented points, or spoke twice about one.</param>
internal sealed record ReplyProblem(string Message, bool Doubtful = false);
