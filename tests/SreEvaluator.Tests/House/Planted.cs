using System.Text;

// Each type uses System.Text in one place only.
namespace SreEvaluator.Tests.House.Planted;

internal abstract class InBase : EncoderFallback;

internal interface InMethod
{
    void Use(StringBuilder[] text);
}

internal sealed class InField
{
#pragma warning disable CS0169, CA1823, IDE0051 // Being unused is its purpose.
    private readonly List<StringBuilder>? _texts;
#pragma warning restore CS0169, CA1823, IDE0051
}

internal sealed class InAttribute
{
    [System.Diagnostics.DebuggerTypeProxy(typeof(StringBuilder))]
    internal struct Nested;
}

internal sealed class InConstraint<T>
    where T : EncoderFallback;

internal static class InBody
{
    public static int Use() => Encoding.UTF8.CodePage;
}

internal static class InLambda
{
    public static Func<object> Use() => () => new StringBuilder();
}

internal static class InCatch
{
    public static bool Use(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}

internal static class InAsync
{
    public static async Task<string> UseAsync()
    {
        await Task.Yield();
        return new StringBuilder().ToString();
    }
}
