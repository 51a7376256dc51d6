using System.Globalization;

namespace SreEvaluator.Service.Interviews;

/// <summary>What the form of a new interview sends.</summary>
/// <param name="Candidate">The candidate's name; null where <paramref name="CandidateId"/> says who it is.</param>
/// <param name="CandidateId">A candidate who is there; null for a new one.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Questions">The ids of the chosen questions, in the order that their places give; those without a place come last.</param>
public sealed record InterviewForm(string? Candidate, Guid? CandidateId, string? Title, IReadOnlyList<string> Questions)
{
    /// <summary>Nothing filled in.</summary>
    public static readonly InterviewForm Empty = new(null, null, null, []);

    /// <summary>The form as it was sent.</summary>
    /// <param name="sent">Its fields.</param>
    public static InterviewForm Of(IFormCollection sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        var questions = sent["questions"].OfType<string>().OrderBy(id => int.TryParse(sent[$"place-{id}"], NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue);
        return new InterviewForm(sent["candidate"], Guid.TryParse(sent["candidateId"], out var candidate) ? candidate : null, sent["title"], [.. questions]);
    }

    /// <summary>The place of a question, from 1; null where it is not chosen.</summary>
    /// <param name="id">The question's id.</param>
    public int? PlaceOf(string id) => Questions.Index().Where(question => question.Item == id).Select(question => (int?)question.Index + 1).FirstOrDefault();
}
