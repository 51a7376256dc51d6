using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Judging;

/// <summary>
/// Has the judge's calls made by the provider's batch service, in OpenAI's protocol, at its price: uploads the requests, waits, and fetches the replies into the
/// judge's cache, from which grading then takes them. Each step is written down when it is done, so that work goes on where it stopped, also after a kill.
/// </summary>
public sealed class ProviderBatch : IDisposable
{
    /// <summary>The most requests of one part; OpenAI takes up to 50,000.</summary>
    public const int MostRequests = 50_000;

    /// <summary>The most bytes of one part; OpenAI takes up to 200 MB.</summary>
    public const long MostBytes = 150L * 1024 * 1024;

    private const string Completions = "/v1/chat/completions";
    private static readonly string[] Over = ["completed", "failed", "expired", "cancelled"];

    private readonly ModelJudge _judge;
    private readonly Func<Question, Chunk[]> _chunks;
    private readonly JudgeOptions _options;
    private readonly Resilience _resilience;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly string _folder;
    private readonly Dictionary<string, Chunk> _asked = new(StringComparer.OrdinalIgnoreCase);
    private ProviderBatchState _state;

    internal ProviderBatch(ModelJudge judge, Func<Question, Chunk[]> chunks, string folder, TimeProvider time)
    {
        _judge = judge;
        _chunks = chunks;
        _options = judge.Options;
        _folder = folder;
        _time = time;
        _resilience = new Resilience(_options, time);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectCallback = EndpointGuard.ConnectAsync })
        {
            BaseAddress = new Uri($"{_options.EffectiveEndpoint!.AbsoluteUri.TrimEnd('/')}/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (!string.IsNullOrEmpty(_options.ApiKey))
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey);
        }

        _state = ProviderBatchState.Read(folder);
    }

    /// <summary>How long to wait between looks at the provider.</summary>
    public TimeSpan BetweenLooks { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many requests are made, and what is known of them.</summary>
    public ProviderBatchProgress Progress => ProviderBatchProgress.Of(_state, _options.Price);

    /// <summary>Takes the calls for answers through all states, until their replies are in the cache.</summary>
    /// <param name="answers">The answers to be judged. Those whose replies are in the cache ask for nothing.</param>
    /// <param name="progress">Hears of each state.</param>
    /// <param name="cancellationToken">Ends the wait; the provider goes on, and a later call goes on from there.</param>
    /// <exception cref="JudgeException">The provider does not do it.</exception>
    public async Task RunAsync(IAsyncEnumerable<(Question Question, Answer Answer)> answers, IProgress<ProviderBatchProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(progress);
        try
        {
            if (_state.Parts.Any(part => !part.Fetched))
            {
                // What an earlier run asked about is told by its key alone.
                await foreach (var (key, _, chunk, _) in RequestsAsync(answers, cancellationToken).ConfigureAwait(false))
                {
                    _asked[key] = chunk;
                }
            }

            // What an earlier run has begun is taken to its end first; what it left without a reply is then asked for anew.
            await FinishAsync(progress, cancellationToken).ConfigureAwait(false);
            await PrepareAsync(answers, cancellationToken).ConfigureAwait(false);
            await FinishAsync(progress, cancellationToken).ConfigureAwait(false);
        }
        catch (CallFailure failure)
        {
            throw new JudgeException(failure.Word, failure.Message, failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task FinishAsync(IProgress<ProviderBatchProgress> progress, CancellationToken cancellationToken)
    {
        for (var index = 0; index < _state.Parts.Count; index++)
        {
            if (_state.Parts[index].FileId is null)
            {
                Set(index, _state.Parts[index] with { FileId = await UploadAsync(_state.Parts[index], cancellationToken).ConfigureAwait(false) }, progress);
            }

            if (_state.Parts[index].BatchId is null)
            {
                Set(index, _state.Parts[index] with { BatchId = await BeginAsync(_state.Parts[index].FileId!, cancellationToken).ConfigureAwait(false) }, progress);
            }
        }

        while (_state.Parts.Any(part => !part.Fetched))
        {
            for (var index = 0; index < _state.Parts.Count; index++)
            {
                if (!_state.Parts[index].Fetched)
                {
                    Set(index, await LookAsync(_state.Parts[index], cancellationToken).ConfigureAwait(false), progress);
                    if (Over.Contains(_state.Parts[index].Status, StringComparer.Ordinal))
                    {
                        Set(index, await FetchAsync(_state.Parts[index], cancellationToken).ConfigureAwait(false), progress);

                        // It holds what candidates wrote, and is of no more use.
                        File.Delete(Path.Combine(_folder, _state.Parts[index].File));
                    }
                }
            }

            if (_state.Parts.Any(part => !part.Fetched))
            {
                await Task.Delay(BetweenLooks, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes the requests that have no reply in the cache into files, part by part.</summary>
    private async Task PrepareAsync(IAsyncEnumerable<(Question Question, Answer Answer)> answers, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        StreamWriter? part = null;
        var parts = new List<ProviderBatchState.Part>();
        var (requests, bytes) = (0, 0L);
        try
        {
            await foreach (var (key, messages, chunk, kept) in RequestsAsync(answers, cancellationToken).ConfigureAwait(false))
            {
                if (kept || !wanted.Add(key))
                {
                    continue;
                }

                _asked[key] = chunk;
                var line = Line(key, messages, chunk);
                if (part is null || requests == MostRequests || bytes + line.Length > MostBytes)
                {
                    Close();
                    part = new StreamWriter(Path.Combine(_folder, NameOf(_state.Parts.Count + parts.Count + 1)));
                }

                await part.WriteAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
                requests++;
                bytes += Encoding.UTF8.GetByteCount(line);
            }
        }
        finally
        {
            Close();
        }

        if (parts.Count > 0)
        {
            _state = _state with { Parts = [.. _state.Parts, .. parts] };
            _state.Write(_folder);
        }

        void Close()
        {
            if (part is not null)
            {
                part.Dispose();
                parts.Add(new ProviderBatchState.Part(NameOf(_state.Parts.Count + parts.Count + 1), requests));
                (part, requests, bytes) = (null, 0, 0);
            }
        }

        static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"provider-batch-{number}.jsonl");
    }

    /// <summary>What is to be asked about answers, and whether the cache has a reply to it.</summary>
    private async IAsyncEnumerable<(string Key, IReadOnlyList<ChatMessage> Messages, Chunk Chunk, bool Kept)> RequestsAsync(
        IAsyncEnumerable<(Question Question, Answer Answer)> answers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (question, answer) in answers.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var chunk in answer.IsBlank ? [] : _chunks(question))
            {
                var (key, messages, found) = await _judge.PrepareAsync(chunk, answer, cancellationToken).ConfigureAwait(false);
                yield return (key, messages, chunk, found is not null);
            }
        }
    }

    /// <summary>The call as the judge would make it itself.</summary>
    private string Line(string key, IReadOnlyList<ChatMessage> messages, Chunk chunk)
    {
        var limit = _options.Provider == JudgeProvider.OpenAI ? "max_completion_tokens" : "max_tokens";
        var body = new JsonObject
        {
            ["model"] = _options.Model,
            ["messages"] = new JsonArray([.. messages.Select(message => new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text })]),
            ["response_format"] = new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject { ["name"] = "verdicts", ["schema"] = JsonNode.Parse(chunk.ReplySchema.GetRawText()), ["strict"] = true },
            },
            [limit] = _options.MaxOutputTokens,
            ["seed"] = _options.Seed,
        };
        if (_options.Temperature is { } temperature)
        {
            body["temperature"] = temperature;
        }

        return new JsonObject { ["custom_id"] = key, ["method"] = "POST", ["url"] = Completions, ["body"] = body }.ToJsonString() + "\n";
    }

    private async Task<string> UploadAsync(ProviderBatchState.Part part, CancellationToken cancellationToken)
    {
        using var json = await SendAsync(
            () =>
            {
                var file = new StreamContent(new FileStream(Path.Combine(_folder, part.File), FileMode.Open, FileAccess.Read, FileShare.Read));
                file.Headers.ContentType = new MediaTypeHeaderValue("application/jsonl");
                return new HttpRequestMessage(HttpMethod.Post, "files") { Content = new MultipartFormDataContent { { new StringContent("batch"), "purpose" }, { file, "file", part.File } } };
            },
            cancellationToken).ConfigureAwait(false);
        return Text(json.RootElement, "id");
    }

    /// <summary>Begins the provider's batch on a file, unless an earlier run did so and was killed before it could write it down.</summary>
    private async Task<string> BeginAsync(string fileId, CancellationToken cancellationToken)
    {
        using (var known = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, "batches?limit=100"), cancellationToken).ConfigureAwait(false))
        {
            if (known.RootElement.TryGetProperty("data", out var batches) && batches.ValueKind == JsonValueKind.Array
                && batches.EnumerateArray().FirstOrDefault(batch => TextOrNull(batch, "input_file_id") == fileId) is { ValueKind: JsonValueKind.Object } ours)
            {
                return Text(ours, "id");
            }
        }

        var request = new JsonObject { ["input_file_id"] = fileId, ["endpoint"] = Completions, ["completion_window"] = "24h" }.ToJsonString();
        using var json = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, "batches") { Content = new StringContent(request, Encoding.UTF8, "application/json") }, cancellationToken).ConfigureAwait(false);
        return Text(json.RootElement, "id");
    }

    private async Task<ProviderBatchState.Part> LookAsync(ProviderBatchState.Part part, CancellationToken cancellationToken)
    {
        using var json = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, $"batches/{Uri.EscapeDataString(part.BatchId!)}"), cancellationToken).ConfigureAwait(false);
        var done = json.RootElement.TryGetProperty("request_counts", out var counts) && counts.ValueKind == JsonValueKind.Object
            && counts.TryGetProperty("completed", out var completed) && completed.TryGetInt32(out var number) ? number : part.Done;
        return part with { Status = Text(json.RootElement, "status"), OutputFileId = TextOrNull(json.RootElement, "output_file_id"), Done = done };
    }

    /// <summary>Takes the replies into the cache. A request without a usable one is left to be asked by itself.</summary>
    private async Task<ProviderBatchState.Part> FetchAsync(ProviderBatchState.Part part, CancellationToken cancellationToken)
    {
        if (part.OutputFileId is null)
        {
            return part with { Fetched = true };
        }

        return await _resilience.WithRetriesAsync(
            async token =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"files/{Uri.EscapeDataString(part.OutputFileId)}/content");
                using var response = await ResponseAsync(request, token).ConfigureAwait(false);
                var (kept, input, cached, output) = (0, 0L, 0L, 0L);
                try
                {
                    using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false));
                    while (await reader.ReadLineAsync(token).ConfigureAwait(false) is { } line)
                    {
                        if (ProviderBatchReply.Parse(line) is { } reply)
                        {
                            // One that can't be used would stand in the cache in the way of one that can.
                            if (_asked.TryGetValue(reply.Key, out var chunk) && ReplyReader.TryRead(reply.Text, chunk, out _, out _))
                            {
                                _judge.Keep(reply.Key, new StoredReply(reply.Text, reply.Model, null));
                                kept++;
                            }

                            input += reply.InputTokens;
                            cached += reply.CachedInputTokens;
                            output += reply.OutputTokens;
                        }
                    }
                }
                catch (IOException failure)
                {
                    throw HttpFailures.OfTransport(failure, request.RequestUri!);
                }

                return part with { Fetched = true, Kept = kept, InputTokens = input, CachedInputTokens = cached, OutputTokens = output };
            },
            cancellationToken).ConfigureAwait(false);
    }

    private Task<JsonDocument> SendAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken) => _resilience.WithRetriesAsync(
        async token =>
        {
            using var request = create();
            using var response = await ResponseAsync(request, token).ConfigureAwait(false);
            try
            {
                return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false), cancellationToken: token).ConfigureAwait(false);
            }
            catch (JsonException failure)
            {
                throw NoBatches(failure);
            }
        },
        cancellationToken);

    private async Task<HttpResponseMessage> ResponseAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        var endpoint = new Uri(_http.BaseAddress!, request.RequestUri!);
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            throw HttpFailures.OfTransport(failure, endpoint);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            throw HttpFailures.OfStatus(response.StatusCode, response.Headers, body, endpoint, _time.GetUtcNow());
        }
    }

    private void Set(int index, ProviderBatchState.Part part, IProgress<ProviderBatchProgress> progress)
    {
        if (part != _state.Parts[index])
        {
            _state = _state with { Parts = [.. _state.Parts.Select((one, at) => at == index ? part : one)] };
            _state.Write(_folder);
        }

        progress.Report(Progress);
    }

    private static string Text(JsonElement json, string name) => TextOrNull(json, name) ?? throw NoBatches(null);

    private static string? TextOrNull(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static CallFailure NoBatches(Exception? cause) => new(
        JudgeFailure.NotFound, "The endpoint does not speak OpenAI's protocol for batches.", "Grade without --mode provider-batch, or use a provider that has it.", cause);
}
