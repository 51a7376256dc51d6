using System.Collections.Concurrent;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Access;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Rubrics;

/// <summary>
/// The rubrics that people published: the newest of each topic is in force in the place of its file, and those before it are there for the evaluations that
/// were made by them.
/// </summary>
/// <param name="library">The rubrics in force.</param>
/// <param name="versions">The versions.</param>
/// <param name="logger">Hears of versions that can't be used.</param>
internal sealed partial class PublishedRubrics(RubricLibrary library, RubricVersionStore versions, ILogger<PublishedRubrics> logger) : IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly Dictionary<string, int> _inForce = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Topic, string Hash), Rubric> _earlier = [];

    /// <summary>Puts in force what was published since it was last called, by whichever process.</summary>
    /// <exception cref="StorageException">The database can't be used now.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            foreach (var (topic, number) in await versions.NewestAsync(cancellationToken))
            {
                if (number > _inForce.GetValueOrDefault(topic) && await versions.FindAsync(topic, number, cancellationToken) is { } newest)
                {
                    PutInForce(newest);
                    _inForce[topic] = number;
                }
            }
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Publishes a version: it is in force at once here, and in other processes as soon as they look.</summary>
    /// <param name="check">The version, checked.</param>
    /// <param name="replaced">The version that it was made of.</param>
    /// <param name="reason">Why.</param>
    /// <param name="caller">Who publishes.</param>
    /// <param name="cancellationToken">Cancels it before it has begun.</param>
    /// <returns>The version; null where somebody published another one meanwhile, and nothing was done.</returns>
    /// <exception cref="ArgumentException">The check did not pass.</exception>
    /// <exception cref="InputException">The reason can't be used.</exception>
    /// <exception cref="StorageException">The database can't be used now.</exception>
    public async Task<RubricVersion?> PublishAsync(RubricCheck check, Rubric replaced, string reason, Caller caller, CancellationToken cancellationToken)
    {
        if (check is not { Passes: true, Rubric: { } rubric })
        {
            throw new ArgumentException("A rubric that does not pass its check can't be published.", nameof(check));
        }

        var version = new NewRubricVersion
        {
            Topic = rubric.Id,
            ReplacedHash = replaced.Hash,
            ReplacedSource = replaced.Source,
            Hash = rubric.Hash,
            Source = rubric.Source,
            Person = caller.Name,
            Reason = reason,
        };
        var published = await versions.PublishAsync(version, caller.Actor, cancellationToken);
        await RefreshAsync(cancellationToken);
        return published;
    }

    /// <summary>A question as it was in a version of its rubric; null where that version is not known any more.</summary>
    /// <param name="id">The question.</param>
    /// <param name="rubricHash">What an evaluation knows the version by.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StorageException">The database can't be used now.</exception>
    public async Task<Question?> QuestionAsync(string id, string rubricHash, CancellationToken cancellationToken)
    {
        if (library.Find(id) is { } question && question.RubricHash == rubricHash)
        {
            return question;
        }

        var topic = id.Split('/')[0];
        if (!_earlier.TryGetValue((topic, rubricHash), out var rubric))
        {
            if (await versions.FindAsync(topic, rubricHash, cancellationToken) is not { } version || Read(version) is not { } read)
            {
                return null;
            }

            rubric = _earlier.GetOrAdd((topic, rubricHash), read);
        }

        return rubric.Questions.FirstOrDefault(one => one.Id == id);
    }

    /// <summary>The rubric of a version; null where this program can't read it.</summary>
    public Rubric? Read(RubricVersion version)
    {
        try
        {
            return RubricFile.Parse(version.Topic, version.Source);
        }
        catch (InputException)
        {
            LogUnreadable(version.Topic, version.Number);
            return null;
        }
    }

    public void Dispose() => _refreshing.Dispose();

    private void PutInForce(RubricVersion version)
    {
        if (library.FindRubric(version.Topic) is null)
        {
            LogNoTopic(version.Topic);
        }
        else if (Read(version) is { } rubric)
        {
            library.Replace(rubric);
            LogInForce(version.Topic, version.Number);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Version {Number} of the rubric {Topic} is in force")]
    private partial void LogInForce(string topic, int number);

    [LoggerMessage(Level = LogLevel.Error, Message = "Version {Number} of the rubric {Topic} can't be read by this program, and what was in force before stays. Publish it again with what its check on the page asks for")]
    private partial void LogUnreadable(string topic, int number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The rubric {Topic} was published, but the folder of rubrics has none of this name any more; it is left out")]
    private partial void LogNoTopic(string topic);
}
