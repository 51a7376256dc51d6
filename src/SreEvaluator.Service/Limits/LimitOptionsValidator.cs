using Microsoft.Extensions.Options;

namespace SreEvaluator.Service.Limits;

/// <summary>Checks the section <c>Limits</c>.</summary>
internal sealed class LimitOptionsValidator : IValidateOptions<LimitOptions>
{
    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        List<string> failures =
        [
            .. Outside(nameof(options.RequestBytes), options.RequestBytes, LimitOptions.LeastRequestBytes, LimitOptions.MostRequestBytes),
            .. Outside(nameof(options.UploadBytes), options.UploadBytes, options.RequestBytes, LimitOptions.MostUploadBytes),
            .. Outside(nameof(options.RequestsPerMinute), options.RequestsPerMinute, 1, LimitOptions.MostRequestsPerMinute),
            .. Outside(nameof(options.AnonymousRequestsPerMinute), options.AnonymousRequestsPerMinute, 1, LimitOptions.MostRequestsPerMinute),
            .. Outside(nameof(options.FailedLoginsPerMinute), options.FailedLoginsPerMinute, 1, LimitOptions.MostRequestsPerMinute),
        ];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Outside(string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            yield return FormattableString.Invariant(
                $"{LimitOptions.Section}:{name}: found {value}; expected {least} to {most}. Set SRE_{LimitOptions.Section}__{name}.");
        }
    }
}
