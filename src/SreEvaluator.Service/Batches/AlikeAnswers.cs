using System.Collections.Concurrent;
using SreEvaluator.Reviews.Groups;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Batches;

/// <summary>Finds answers of the same batch to the same question, of other candidates, that share most of their phrases: a hint for people, on which no score depends.</summary>
/// <param name="store">The batches.</param>
internal sealed class AlikeAnswers(BatchStore store)
{
    /// <summary>The most answers to a question that are compared; of more, the first.</summary>
    public const int Most = 2000;

    private const int MostKnown = 20;

    // Answers never change, and where some are erased they are fewer.
    private readonly ConcurrentDictionary<(Guid Batch, string Question, int Count), SimilarAnswers> _known = new();

    /// <summary>Those that an answer resembles, the most similar first; none for an answer of no batch.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<SimilarAnswer>> ToAsync(StoredAnswer answer, CancellationToken cancellationToken) =>
        answer.BatchId is { } batch ? (await OfAsync(batch, answer.QuestionId, cancellationToken)).To(answer.QuestionId, answer.Name) : [];

    private async Task<SimilarAnswers> OfAsync(Guid batch, string question, CancellationToken cancellationToken)
    {
        var key = (batch, question, await store.CountAsync(batch, question, cancellationToken));
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        var similar = new SimilarAnswers();
        foreach (var answer in await store.AnswersAsync(batch, question, Most, cancellationToken))
        {
            similar.Add(question, answer.Name, answer.Candidate, answer.Text);
        }

        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        return _known[key] = similar;
    }
}
