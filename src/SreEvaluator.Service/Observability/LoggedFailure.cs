namespace SreEvaluator.Service.Observability;

/// <summary>A failure as logs tell it: of what kind it is and where it arose. Never its message, which can hold what was sent.</summary>
/// <param name="failure">The failure.</param>
internal sealed class LoggedFailure(Exception failure)
{
    public override string ToString() => string.Join(Environment.NewLine, Causes().Select(cause => $"{cause.GetType().FullName}{Environment.NewLine}{cause.StackTrace}"));

    private IEnumerable<Exception> Causes()
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
