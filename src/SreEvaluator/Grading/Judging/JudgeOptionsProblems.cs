using System.Globalization;

namespace SreEvaluator.Grading.Judging;

/// <summary>What is missing or out of range in a judge's options, and how to set it. Never shows the key.</summary>
/// <param name="section">The section that the options come from.</param>
internal sealed class JudgeOptionsProblems(string section)
{
    /// <summary>A sentence for each problem.</summary>
    /// <param name="options">Options with a provider.</param>
    public IEnumerable<string> Of(JudgeOptions options)
    {
        var provider = JudgeProviderConverter.NameOf(options.Provider);
        if (string.IsNullOrWhiteSpace(options.Model))
        {
            yield return Missing(
                nameof(options.Model),
                options.Provider == JudgeProvider.AzureOpenAI ? "the name of your deployment" : $"a model that {provider} serves",
                options.Provider switch
                {
                    JudgeProvider.OpenAI => "gpt-4.1-mini",
                    JudgeProvider.Anthropic => "claude-sonnet-4-5",
                    JudgeProvider.Ollama => "qwen3:8b",
                    _ => "my-model",
                });
        }

        if (options.EffectiveEndpoint is not { } endpoint)
        {
            yield return Missing(
                nameof(options.Endpoint),
                "the base address",
                options.Provider == JudgeProvider.AzureOpenAI ? "https://my-resource.openai.azure.com" : "http://127.0.0.1:8080/v1");
        }
        else if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps))
        {
            yield return Wrong(nameof(options.Endpoint), "is no http or https address", "https://example.com/v1");
        }
        else if (endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
        {
            yield return Wrong(nameof(options.Endpoint), "holds a user, a query or a fragment; give the bare base address", "https://example.com/v1");
        }
        else if (EndpointGuard.Refuses(endpoint.IdnHost))
        {
            yield return Wrong(
                nameof(options.Endpoint),
                $"is {endpoint.IdnHost}, where cloud machines keep their credentials, and is refused; give the address of a model server",
                "http://127.0.0.1:8080/v1");
        }

        if (string.IsNullOrEmpty(options.ApiKey))
        {
            if (options.Provider is JudgeProvider.OpenAI or JudgeProvider.AzureOpenAI or JudgeProvider.Anthropic)
            {
                yield return Missing(nameof(options.ApiKey), $"the key that {provider} gave you", "...");
            }
        }
        else if (options.ApiKey.Any(character => character is <= ' ' or > '~'))
        {
            yield return Wrong(nameof(options.ApiKey), "holds a space, a line break or another character that no key has; copy it again", "...");
        }

        foreach (var problem in OutOfRange(options).Concat(OfCost(options)))
        {
            yield return problem;
        }
    }

    private IEnumerable<string> OutOfRange(JudgeOptions options)
    {
        if (options.Temperature is not (null or (>= 0 and <= 2)))
        {
            yield return Range(nameof(options.Temperature), options.Temperature, "0 to 2, or empty", "0");
        }

        if (options.MaxOutputTokens is < JudgeOptions.LeastOutputTokens or > JudgeOptions.MostOutputTokens)
        {
            yield return Range(
                nameof(options.MaxOutputTokens), options.MaxOutputTokens, $"{JudgeOptions.LeastOutputTokens} to {JudgeOptions.MostOutputTokens}", "4096");
        }

        if (options.Retries is < 0 or > JudgeOptions.MostRetries)
        {
            yield return Range(nameof(options.Retries), options.Retries, $"0 to {JudgeOptions.MostRetries}", "2");
        }

        if (options.ChunkSize is < 0 or > JudgeOptions.MostChunkSize)
        {
            yield return Range(nameof(options.ChunkSize), options.ChunkSize, $"0 to {JudgeOptions.MostChunkSize}", "0");
        }

        if (options.MaxConcurrency is < 1 or > JudgeOptions.MostConcurrency)
        {
            yield return Range(nameof(options.MaxConcurrency), options.MaxConcurrency, $"1 to {JudgeOptions.MostConcurrency}", "64");
        }

        if (options.UncertainBelow is not (>= 0 and <= 1))
        {
            yield return Range(nameof(options.UncertainBelow), options.UncertainBelow, "0 to 1", "0.7");
        }

        (string Name, TimeSpan Value, TimeSpan Least, string Example)[] times =
        [
            (nameof(options.AttemptTimeout), options.AttemptTimeout, TimeSpan.FromMilliseconds(100), "00:01:00"),
            (nameof(options.TotalTimeout), options.TotalTimeout, TimeSpan.FromMilliseconds(100), "00:03:00"),
            (nameof(options.RetryDelay), options.RetryDelay, TimeSpan.Zero, "00:00:01"),
            (nameof(options.MaxRetryAfter), options.MaxRetryAfter, TimeSpan.Zero, "00:00:30"),
            (nameof(options.BreakDuration), options.BreakDuration, TimeSpan.FromMilliseconds(500), "00:00:30"),
        ];
        foreach (var (name, value, least, example) in times)
        {
            if (value < least || value > JudgeOptions.LongestTime)
            {
                yield return Range(name, value, $"{least:c} to {JudgeOptions.LongestTime:c}", example);
            }
        }

        if (options.TotalTimeout < options.AttemptTimeout)
        {
            yield return Range(nameof(options.TotalTimeout), options.TotalTimeout, $"at least AttemptTimeout, {options.AttemptTimeout:c}", "00:03:00");
        }
    }

    private IEnumerable<string> OfCost(JudgeOptions options)
    {
        foreach (var (model, price) in options.Prices)
        {
            foreach (var (name, value) in new[] { (nameof(price.Input), price.Input), (nameof(price.CachedInput), price.CachedInput), (nameof(price.Output), price.Output) })
            {
                if (value < 0)
                {
                    yield return Range($"{nameof(options.Prices)}:{model}:{name}", value, "0 or more, for a million tokens", "0.4");
                }
            }
        }

        if (options.MaxCost <= 0)
        {
            yield return Range(nameof(options.MaxCost), options.MaxCost, "above 0, or empty", "5");
        }
        else if (options.MaxCost is not null && options.Price is null && !string.IsNullOrWhiteSpace(options.Model))
        {
            yield return $"{section}:{nameof(options.MaxCost)} can't be kept without the price of {options.Model}; set it in {section}:{nameof(options.Prices)}:{options.Model}:Input and :Output, for a million tokens";
        }
    }

    private string Missing(string setting, string what, string example) =>
        $"{section}:{setting} is not set; set it to {what}: SRE_{section}__{setting.Replace(":", "__", StringComparison.Ordinal)}={example}";

    private string Wrong(string setting, string problem, string example) =>
        $"{section}:{setting} {problem}: SRE_{section}__{setting.Replace(":", "__", StringComparison.Ordinal)}={example}";

    private string Range(string setting, IFormattable? value, string range, string example) =>
        Wrong(setting, $"is {value?.ToString(null, CultureInfo.InvariantCulture)}; it must be {range}", example);
}
