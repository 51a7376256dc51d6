using Microsoft.Extensions.Options;
using SreEvaluator.Service.Idempotency;
using SreEvaluator.Service.Problems;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Idempotency;

public sealed class RepeatsTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly IdempotencyKey Key = new("user:1", "key-1", "hash");

    private readonly string _folder = Directory.CreateTempSubdirectory("sre-repeats-").FullName;
    private readonly Database _database;
    private readonly Repeats _repeats;

    public RepeatsTests()
    {
        _database = new Database(Options.Create(new StorageOptions { ConnectionString = $"Data Source={_folder}/sre.db;Pooling=False" }), TimeProvider.System);
        _repeats = new Repeats(new IdempotencyStore(_database));
    }

    public async ValueTask InitializeAsync() => await _database.OpenAsync(None);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Work_that_failed_is_done_by_the_same_request_again()
    {
        var work = 0;
        await Should.ThrowAsync<InputException>(() => _repeats.OnceAsync(Key, () => throw new InputException(new InputProblem("name", null, "nothing", "a name")), None));

        await _repeats.OnceAsync(Key, Work, None);
        await _repeats.OnceAsync(Key, Work, None);

        work.ShouldBe(1);

        Task<KeptResponse> Work()
        {
            work++;
            return Task.FromResult(new KeptResponse(201, "{}", "/there"));
        }
    }

    [Fact]
    public async Task Work_of_which_nobody_knows_whether_it_was_done_is_not_done_again()
    {
        await Should.ThrowAsync<StorageException>(() => _repeats.OnceAsync(Key, () => throw new StorageException(StorageFailure.Unreachable, "Gone."), None));

        (await Should.ThrowAsync<ProblemException>(() => _repeats.OnceAsync(Key, () => throw new InvalidOperationException("It was done again."), None)))
            .Kind.ShouldBe(ProblemKind.Conflict);
    }
}
