namespace SreEvaluator.Grading.Judging;

/// <summary>
/// How the judge's model is reached: the section <c>Judge</c> of the configuration. As environment variables the settings are
/// <c>SRE_Judge__Provider</c>, <c>SRE_Judge__Model</c> and so on.
/// </summary>
public sealed class JudgeOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Judge";

    /// <summary>The most that <see cref="Retries"/> may be.</summary>
    public const int MostRetries = 10;

    /// <summary>The least that <see cref="MaxOutputTokens"/> may be; a reply for one key point needs about 100.</summary>
    public const int LeastOutputTokens = 256;

    /// <summary>The most that <see cref="MaxOutputTokens"/> may be.</summary>
    public const int MostOutputTokens = 65_536;

    /// <summary>The longest that any of the times may be.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromHours(1);

    /// <summary>Whose protocol the model is reached by; none by default.</summary>
    public JudgeProvider Provider { get; set; }

    /// <summary>
    /// The base address: for openai-compatible the one that <c>/chat/completions</c> is added to, for azure-openai that of the resource;
    /// both need it. The others have their usual one by default. Never a link-local address, and redirects are not followed.
    /// </summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The model's name; for azure-openai that of the deployment.</summary>
    public string? Model { get; set; }

    /// <summary>The key. Needed for openai, azure-openai and anthropic, optional for openai-compatible, not used for ollama. Never logged.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The temperature, 0 to 2; empty leaves it out, as some reasoning models ask. The anthropic client leaves it out by itself.</summary>
    public double? Temperature { get; set; } = 0;

    /// <summary>Shapes the order in which key points are shown to the model, and goes out as the model's seed where the provider knows one.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>
    /// The most tokens of a reply, <see cref="LeastOutputTokens"/> to <see cref="MostOutputTokens"/>; a reasoning model spends its thoughts from it.
    /// A reply that is cut is asked for once more with twice as many.
    /// </summary>
    public int MaxOutputTokens { get; set; } = 4096;

    /// <summary>How long one call may take, reading the reply included; 100 ms to <see cref="LongestTime"/>.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long grading one answer may take with all its calls and waits; at least <see cref="AttemptTimeout"/>.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How often a call that failed for the moment is made again, 0 to <see cref="MostRetries"/>.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>How long to wait before the first retry, about: the wait is jittered and doubles from retry to retry. Zero to <see cref="LongestTime"/>.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest wait that a provider may ask for with Retry-After, zero to <see cref="LongestTime"/>. Asked to wait longer, the judge gives up
    /// at once, as calling earlier would only be turned away again.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long calls are spared after the endpoint kept failing; then one call tries it. 500 ms to <see cref="LongestTime"/>.</summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The base address that is used.</summary>
    internal Uri? EffectiveEndpoint => Endpoint ?? Provider switch
    {
        JudgeProvider.OpenAI => new Uri("https://api.openai.com/v1"),
        JudgeProvider.Anthropic => new Uri("https://api.anthropic.com"),
        JudgeProvider.Ollama => new Uri("http://127.0.0.1:11434"),
        _ => null,
    };
}
