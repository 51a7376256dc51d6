namespace SreEvaluator.Grading.Judging;

/// <summary>
/// How the judge's model is reached: the section <c>Judge</c> of the configuration. As environment variables the settings are
/// <c>SRE_Judge__Provider</c>, <c>SRE_Judge__Model</c> and so on.
/// </summary>
public sealed class JudgeOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Judge";

    /// <summary>The name of the section of the second judge, which has the same settings.</summary>
    public const string SecondSection = "SecondJudge";

    /// <summary>The <see cref="Cache"/> that keeps nothing.</summary>
    public const string NoCache = "off";

    /// <summary>The most that <see cref="ChunkSize"/> may be.</summary>
    public const int MostChunkSize = 100;

    /// <summary>The most that <see cref="MaxConcurrency"/> may be.</summary>
    public const int MostConcurrency = 1024;

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

    /// <summary>A file of exemplars, JSON lines as <c>review export --exemplars</c> writes them; empty for none.</summary>
    public string? Exemplars { get; set; }

    /// <summary>Whether only replies that are kept are read, and none is asked for.</summary>
    internal bool OnlyKept { get; set; }

    /// <summary>The temperature, 0 to 2; empty leaves it out, as some reasoning models ask. The anthropic client leaves it out by itself.</summary>
    public double? Temperature { get; set; } = 0;

    /// <summary>Shapes the order in which key points are shown to the model, and goes out as the model's seed where the provider knows one.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>
    /// The most key points that one call asks about, 0 to <see cref="MostChunkSize"/>: 0 asks about all of a question at once, 1 makes a call for each.
    /// The calls for one answer run side by side; the red flags go with the last.
    /// </summary>
    public int ChunkSize { get; set; }

    /// <summary>
    /// The most calls at once, of all answers together, 1 to <see cref="MostConcurrency"/>. When the provider turns calls away there are fewer for a while.
    /// </summary>
    public int MaxConcurrency { get; set; } = 64;

    /// <summary>
    /// The most tokens of a reply, <see cref="LeastOutputTokens"/> to <see cref="MostOutputTokens"/>; a reasoning model spends its thoughts from it.
    /// A reply that is cut is asked for once more with twice as many.
    /// </summary>
    public int MaxOutputTokens { get; set; } = 4096;

    /// <summary>How long one call may take, reading the reply included; 100 ms to <see cref="LongestTime"/>.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long grading one answer may take with all its calls and retries, waiting for a turn within <see cref="MaxConcurrency"/> aside; at least
    /// <see cref="AttemptTimeout"/>.
    /// </summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How often a call that failed for the moment is made again, 0 to <see cref="MostRetries"/>.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>How long to wait before the first retry, about: the wait is jittered and doubles from retry to retry. Zero to <see cref="LongestTime"/>.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest wait that a provider may ask for with Retry-After, zero to <see cref="LongestTime"/>. Asked to wait longer, the judge gives up
    /// at once, as calling earlier would only be turned away again; so it does on all other answers until little enough of the wait is left.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long calls are spared after the endpoint kept failing; then one call tries it. 500 ms to <see cref="LongestTime"/>.</summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The SQLite file that keeps the model's replies, so that the same work is never paid twice: a path, empty for <c>sre-evaluator/replies.db</c> in the
    /// user's cache folder, or <see cref="NoCache"/>. A file that can't be used costs a warning and the savings, never a grade.
    /// </summary>
    public string? Cache { get; set; }

    /// <summary>What models cost, by the name in <see cref="Model"/>. Without a price an evaluation's cost is not known.</summary>
    public IDictionary<string, ModelPrice> Prices { get; } = new Dictionary<string, ModelPrice>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The most that the judge may cost in this process, above zero and in the currency of <see cref="Prices"/>, which must hold the model; empty for no limit.
    /// A call that could go beyond it is not made: grading ends with <see cref="BudgetExceededException"/>.
    /// </summary>
    public decimal? MaxCost { get; set; }

    /// <summary>A second judge, where one is configured, is asked about the verdicts with a confidence below this; 0 to 1.</summary>
    public double UncertainBelow { get; set; } = 0.7;

    /// <summary>What the configured model costs; null where that is not known.</summary>
    internal ModelPrice? Price => Model is not null && Prices.TryGetValue(Model, out var price) ? price : null;

    /// <summary>The base address that is used.</summary>
    internal Uri? EffectiveEndpoint => Endpoint ?? Provider switch
    {
        JudgeProvider.OpenAI => new Uri("https://api.openai.com/v1"),
        JudgeProvider.Anthropic => new Uri("https://api.anthropic.com"),
        JudgeProvider.Ollama => new Uri("http://127.0.0.1:11434"),
        _ => null,
    };
}
