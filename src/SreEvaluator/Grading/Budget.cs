using System.Globalization;

namespace SreEvaluator.Grading;

/// <summary>
/// The most that some work may cost. Before each call its worst cost is set aside, and after it what it really cost is counted, so that no call is made
/// that could go beyond the budget. Shared by all that call at once.
/// </summary>
public sealed class Budget
{
    private readonly Lock _gate = new();
    private decimal _spent;
    private decimal _setAside;
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Creates a budget of which nothing is spent.</summary>
    /// <param name="maxCost">The most to spend, above zero, in the currency of the price table.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not above zero.</exception>
    public Budget(decimal maxCost)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxCost);
        MaxCost = maxCost;
    }

    /// <summary>The most to spend.</summary>
    public decimal MaxCost { get; }

    /// <summary>What is spent. A call of which nobody knows whether it is charged, as one that timed out, counts at its worst.</summary>
    public decimal Spent
    {
        get
        {
            lock (_gate)
            {
                return _spent;
            }
        }
    }

    /// <summary>Sets aside the worst that a call may cost; waits while calls under way hold what may yet come back.</summary>
    /// <param name="worst">The worst cost of the call.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BudgetExceededException">The call could go beyond the budget.</exception>
    internal async Task<Reserve> SetAsideAsync(decimal worst, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task settled;
            lock (_gate)
            {
                if (_spent + _setAside + worst <= MaxCost)
                {
                    _setAside += worst;
                    return new Reserve(this, worst);
                }

                if (_setAside == 0 || _spent + worst > MaxCost)
                {
                    throw new BudgetExceededException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"The budget of {MaxCost} is used up: {_spent} is spent, and the next call may cost up to {worst}."));
                }

                settled = _settled.Task;
            }

            await settled.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Settle(decimal worst, decimal cost)
    {
        TaskCompletionSource settled;
        lock (_gate)
        {
            _setAside -= worst;
            _spent += cost;
            settled = _settled;
            _settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        settled.SetResult();
    }

    /// <summary>What is set aside for one call. Unless it is told what the call cost, it counts the worst.</summary>
    internal sealed class Reserve(Budget budget, decimal worst) : IDisposable
    {
        private decimal? _cost;

        /// <summary>Tells what the call cost.</summary>
        public void Cost(decimal cost) => _cost = cost;

        /// <inheritdoc/>
        public void Dispose() => budget.Settle(worst, _cost ?? worst);
    }
}
