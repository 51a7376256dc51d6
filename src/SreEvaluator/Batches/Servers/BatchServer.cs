using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SreEvaluator.Reports;

namespace SreEvaluator.Batches.Servers;

/// <summary>A running service, as far as it grades batches: its HTTP API under <c>/api/v1</c>.</summary>
public sealed class BatchServer : IDisposable
{
    private const string Results = "application/x-ndjson";
    private const int MostReply = 16 * 1024 * 1024;
    private const int MostTitle = 200;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private static readonly string Version = typeof(BatchServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    /// <summary>Takes the address of a service; nothing is sent yet.</summary>
    /// <param name="address">The address, such as <c>https://grading.example</c>.</param>
    /// <param name="apiKey">An API key of the service.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InputException">It is no address that a key may be sent to.</exception>
    public BatchServer(string address, string apiKey, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(apiKey);
        Address = Checked(address);
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            BaseAddress = new Uri($"{Address}/api/v1/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostReply,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
    }

    /// <summary>Its address, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Hears when the service has to be waited for.</summary>
    public Action<string> Tell { get; init; } = static _ => { };

    /// <summary>Sees that the service is there, lets the key in and is of this program's version, and reads what it grades by.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ServerException">One of that is not so.</exception>
    public async Task<ServerRubrics> RubricsAsync(CancellationToken cancellationToken)
    {
        var version = (await ReplyAsync(() => new HttpRequestMessage(HttpMethod.Get, "version"), ServerReply.ServerReplyContext.Default.OfVersion, cancellationToken).ConfigureAwait(false)).Version;
        if (Series(version) != Series(Version))
        {
            throw new ServerException(new InputProblem(
                Address, null, $"a service of version {version}", $"version {Series(Version)}, as this program's", "Use the program of the service's version, or bring the service to this one's."));
        }

        var rubrics = await ReplyAsync(() => new HttpRequestMessage(HttpMethod.Get, "rubrics"), ServerReply.ServerReplyContext.Default.Rubrics, cancellationToken).ConfigureAwait(false);
        return new ServerRubrics(
            Address,
            rubrics.SelectMany(rubric => rubric.Questions.Select(question => (question.Id, rubric.Hash))).ToFrozenDictionary(one => one.Id, one => one.Hash, StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Sends answers as a batch that is not started yet. Under the same key it does so once, however often it is called.</summary>
    /// <param name="file">The answers as JSON lines.</param>
    /// <param name="title">What the batch is called.</param>
    /// <param name="grader">auto, judge or local.</param>
    /// <param name="key">The idempotency key.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ServerException">The service does not take it.</exception>
    internal Task<ServerReply.OfUpload> UploadAsync(string file, string title, string grader, string key, CancellationToken cancellationToken) => PatientlyAsync(
        token => ReplyAsync(
            () =>
            {
                var content = new StreamContent(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read));
                content.Headers.ContentType = new MediaTypeHeaderValue(Results);
                var request = new HttpRequestMessage(HttpMethod.Post, $"batches?title={Uri.EscapeDataString(Title(title))}&grader={grader}") { Content = content };
                request.Headers.Add("Idempotency-Key", key);
                return request;
            },
            ServerReply.ServerReplyContext.Default.OfUpload,
            token,
            Timeout.InfiniteTimeSpan),
        cancellationToken);

    /// <summary>Starts a batch; one that was started stays as it is.</summary>
    internal Task<ServerReply.OfBatch> StartAsync(Guid id, CancellationToken cancellationToken) => ChangeAsync(id, "start", cancellationToken);

    /// <summary>Ends a batch for good; one that has ended stays as it is.</summary>
    internal Task<ServerReply.OfBatch> CancelAsync(Guid id, CancellationToken cancellationToken) => ChangeAsync(id, "cancel", cancellationToken);

    /// <summary>How far a batch is.</summary>
    internal Task<ServerReply.OfBatch> LookAsync(Guid id, CancellationToken cancellationToken) => PatientlyAsync(
        token => ReplyAsync(() => new HttpRequestMessage(HttpMethod.Get, $"batches/{id}"), ServerReply.ServerReplyContext.Default.OfBatch, token), cancellationToken);

    /// <summary>Reads the evaluations of a batch.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="each">Is given each of them, after a cut connection those from before once more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal Task FetchAsync(Guid id, Action<EvaluationJson> each, CancellationToken cancellationToken) => PatientlyAsync(
        async token =>
        {
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(token);
            using var request = new HttpRequestMessage(HttpMethod.Get, $"batches/{id}/results");
            try
            {
                limited.CancelAfter(Longest);
                using var response = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token).ConfigureAwait(false);
                using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(limited.Token).ConfigureAwait(false));
                while (await reader.ReadLineAsync(limited.Token).ConfigureAwait(false) is { } line)
                {
                    each(EvaluationJson.Parse(line));
                    limited.CancelAfter(Longest);
                }

                return true;
            }
            catch (JsonException failure)
            {
                throw NoService("a line that is no evaluation", failure);
            }
            catch (Exception failure) when (IsTransport(failure, token))
            {
                throw Away(failure);
            }
        },
        cancellationToken);

    private Task<ServerReply.OfBatch> ChangeAsync(Guid id, string change, CancellationToken cancellationToken) => PatientlyAsync(
        token => ReplyAsync(() => new HttpRequestMessage(HttpMethod.Post, $"batches/{id}/{change}"), ServerReply.ServerReplyContext.Default.OfBatch, token), cancellationToken);

    /// <summary>Tries again for a while where the service is away or busy: a batch may run for hours, and a service be started anew meanwhile.</summary>
    private async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var (begun, wait, told) = (_time.GetTimestamp(), FirstWait, false);
        while (true)
        {
            try
            {
                return await call(cancellationToken).ConfigureAwait(false);
            }
            catch (ServerException failure) when (failure.Passes && _time.GetElapsedTime(begun) < Patience)
            {
                if (!told)
                {
                    told = true;
                    Tell($"{failure.Message} Trying again for {Patience.TotalMinutes:0} minutes.");
                }

                await Task.Delay(failure.RetryAfter is { } asked && asked < Patience ? asked : wait, _time, cancellationToken).ConfigureAwait(false);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
        }
    }

    private async Task<T> ReplyAsync<T>(Func<HttpRequestMessage> create, JsonTypeInfo<T> form, CancellationToken cancellationToken, TimeSpan? longest = null)
        where T : class
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(longest ?? Longest);
        using var request = create();
        try
        {
            using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, limited.Token).ConfigureAwait(false);
            return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(limited.Token).ConfigureAwait(false), form) ?? throw NoService("null", null);
        }
        catch (JsonException failure)
        {
            throw NoService("a reply of another form", failure);
        }
        catch (Exception failure) when (IsTransport(failure, cancellationToken))
        {
            throw Away(failure);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption option, CancellationToken cancellationToken)
    {
        var response = await _http.SendAsync(request, option, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw Refused(response, await ProblemAsync(response, cancellationToken).ConfigureAwait(false));
        }
    }

    private static async Task<ServerReply.OfProblem?> ProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
                ? JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), ServerReply.ServerReplyContext.Default.OfProblem)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private ServerException Refused(HttpResponseMessage response, ServerReply.OfProblem? said)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"status {(int)response.StatusCode}");
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new ServerException(new InputProblem(
                Address, null, "an API key that it does not know", "a key that is neither revoked nor expired", "Make one as an admin (POST /api/v1/keys), and give it in SRE_Server__ApiKey or with --api-key-file.")),
            HttpStatusCode.Forbidden => new ServerException(new InputProblem(
                Address, null, "an API key that may not do this", "one with the role interviewer, and with the scopes batches and rubrics where it has any", "Make one as an admin: POST /api/v1/keys.")),
            HttpStatusCode.RequestEntityTooLarge => new ServerException(new InputProblem(
                Address, null, "more bytes of answers than it takes at once", "fewer", "Try with --sample, split the input, or raise Limits:UploadBytes at the service.")),
            HttpStatusCode.NotFound when said is not null && response.RequestMessage!.RequestUri!.AbsolutePath.Contains("/batches/", StringComparison.Ordinal) => new ServerException(new InputProblem(
                Address, null, "no batch of the id that the folder keeps", "the batch that was begun there", "Delete server-batch.json in the folder to send what is not graded once more.")),
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                new ServerException(new InputProblem(Address, null, said?.Detail ?? status, "a service that is ready"))
                {
                    Passes = true,
                    RetryAfter = response.Headers.RetryAfter?.Delta,
                },
            _ when said is not null => new ServerException(new InputProblem(Address, null, $"{status}: {said.Detail ?? said.Title}", "a request that it takes", said.Remedy)),
            _ => NoService(status, null),
        };
    }

    private ServerException NoService(string found, Exception? cause) => new(
        new InputProblem(Address, null, found, "the API of sre-evaluator serve", "See whether the address is right."), cause);

    private ServerException Away(Exception failure) => new(
        new InputProblem(
            Address,
            null,
            $"no reply ({(failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http ? http.HttpRequestError.ToString() : failure.GetType().Name)})",
            "a running service",
            "See whether the address is right, and whether the service runs: sre-evaluator serve."),
        failure)
    {
        Passes = true,
    };

    private static bool IsTransport(Exception failure, CancellationToken cancellationToken) =>
        failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static string Checked(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new InputException(new InputProblem("--server", null, "what is no address of a service", "one such as https://grading.example or http://127.0.0.1:5080"));
        }

        return uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback
            ? uri.GetLeftPart(UriPartial.Path).TrimEnd('/')
            : throw new InputException(new InputProblem(
                "--server", null, $"{uri.GetLeftPart(UriPartial.Authority)}, where others could read the API key and the answers on their way", "https, or a service on this machine"));
    }

    private static string Series(string version) => string.Join('.', version.Split('.', '-')[..Math.Min(2, version.Split('.', '-').Length)]);

    private static string Title(string title)
    {
        var plain = string.Concat(title.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))).Trim();
        return plain.Length == 0 ? "answers" : plain[..Math.Min(plain.Length, MostTitle)];
    }
}
