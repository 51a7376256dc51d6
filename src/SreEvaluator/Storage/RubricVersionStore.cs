using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace SreEvaluator.Storage;

/// <summary>Keeps the versions of rubrics that people published. They are only ever added.</summary>
/// <param name="database">The database.</param>
public sealed class RubricVersionStore(Database database)
{
    /// <summary>Appends a version. The file that the first one replaces is kept before it, so that what was graded by it can be read as it was.</summary>
    /// <param name="version">The version.</param>
    /// <param name="actor">Who publishes, as the audit trail names people.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>The version with its number; null where somebody published another one meanwhile, and nothing was done.</returns>
    /// <exception cref="InputException">The reason can't be used.</exception>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<RubricVersion?> PublishAsync(NewRubricVersion version, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        var reason = StoredText.Checked("reason", version.Reason, NewRubricVersion.MaxReason);
        var now = database.Now();
        return database.WriteAsync(
            async (context, token) =>
            {
                var last = await context.RubricVersions.AsNoTracking()
                    .Where(one => one.Topic == version.Topic)
                    .OrderByDescending(one => one.Number)
                    .Select(one => new { one.Number, one.Hash })
                    .FirstOrDefaultAsync(token)
                    .ConfigureAwait(false);
                if (last is not null && last.Hash != version.ReplacedHash)
                {
                    return null;
                }

                if (last is null)
                {
                    context.Add(new RubricVersion { Topic = version.Topic, Number = 1, Hash = version.ReplacedHash, Source = version.ReplacedSource, At = now });
                }

                var added = new RubricVersion
                {
                    Topic = version.Topic,
                    Number = (last?.Number ?? 1) + 1,
                    Hash = version.Hash,
                    Source = version.Source,
                    At = now,
                    Person = version.Person,
                    Reason = reason,
                };
                context.Add(added);
                context.Happened(new AuditEvent(
                    now, actor, "rubric-published", $"rubric:{added.Topic}", string.Create(CultureInfo.InvariantCulture, $"version {added.Number} {added.Hash}")));
                return added;
            },
            cancellationToken);
    }

    /// <summary>The number of the newest version of each topic that has any.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StorageException">The database can't do it now.</exception>
    public Task<IReadOnlyDictionary<string, int>> NewestAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, int>>(async context => await context.RubricVersions
            .GroupBy(version => version.Topic)
            .Select(topic => new { topic.Key, Number = topic.Max(version => version.Number) })
            .ToDictionaryAsync(topic => topic.Key, topic => topic.Number, cancellationToken)
            .ConfigureAwait(false));

    /// <summary>The versions of a topic, the newest first; empty where nobody has published any.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<IReadOnlyList<RubricVersion>> OfTopicAsync(string topic, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RubricVersion>>(async context => await context.RubricVersions
            .Where(version => version.Topic == topic)
            .OrderByDescending(version => version.Number)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false));

    /// <summary>A version; null where there is none of this number.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<RubricVersion?> FindAsync(string topic, int number, CancellationToken cancellationToken) =>
        database.ReadAsync(context => context.RubricVersions.SingleOrDefaultAsync(version => version.Topic == topic && version.Number == number, cancellationToken));

    /// <summary>A version by what evaluations know it by; null where it was never published nor replaced.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<RubricVersion?> FindAsync(string topic, string hash, CancellationToken cancellationToken) => database.ReadAsync(context => context.RubricVersions
        .Where(version => version.Topic == topic && version.Hash == hash)
        .OrderBy(version => version.Number)
        .FirstOrDefaultAsync(cancellationToken));
}
