using SreEvaluator.Grading;
using SreEvaluator.Reviews;

namespace SreEvaluator.Cli.Reviews;

/// <summary>Who reviews, and how: writes down what they decide, and takes it back.</summary>
/// <param name="Name">Who decides.</param>
/// <param name="Blind">Whether they decide before they see what the machine said.</param>
/// <param name="Append">Keeps what was decided.</param>
/// <param name="Time">The clock.</param>
internal sealed record Reviewer(string Name, bool Blind, Action<IReadOnlyCollection<Override>> Append, TimeProvider Time)
{
    private readonly Stack<(Guid[] Evaluations, DateTimeOffset At)> _done = new();

    /// <summary>How many decisions were taken, those taken back left out.</summary>
    public int Decisions => _done.Count;

    /// <summary>Decides one or several key points alike, at one moment.</summary>
    public void Decide(IReadOnlyCollection<(Guid Evaluation, string KeyPoint, Coverage Verdict, string Quote, string Reason)> verdicts, bool blind)
    {
        var at = Time.GetUtcNow();
        Append([.. verdicts.Select(one => new VerdictOverride(one.Evaluation, one.KeyPoint, one.Verdict, one.Quote, Name, one.Reason, at) { Blind = blind })]);
        _done.Push(([.. verdicts.Select(one => one.Evaluation).Distinct()], at));
    }

    /// <summary>Takes back the last decision; false where there is none.</summary>
    public bool Undo()
    {
        if (!_done.TryPop(out var last))
        {
            return false;
        }

        var at = Time.GetUtcNow();
        Append([.. last.Evaluations.Select(evaluation => new Withdrawal(evaluation, last.At, Name, Withdrawal.AtOnce, at))]);
        return true;
    }
}
