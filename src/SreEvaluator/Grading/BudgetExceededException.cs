namespace SreEvaluator.Grading;

/// <summary>
/// The next call could cost more than the budget has left, and was not made. No grade and no failure of the judge: the work stops here, and what is graded stays.
/// </summary>
/// <param name="message">What the budget is, what of it is spent and what the next call may cost.</param>
public sealed class BudgetExceededException(string message) : Exception(message);
