using System.Security.Cryptography;
using System.Text;
using SreEvaluator.Service.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Practice;

/// <summary>What the form of a question sends.</summary>
/// <param name="Text">The answer, as the form sent it.</param>
/// <param name="Attempt">The same for the same attempt, so that sending it twice keeps it once.</param>
internal sealed record AnswerForm(string? Text, string? Attempt)
{
    /// <summary>The answer as it was written.</summary>
    public string Answer => FormText.Of(Text);

    /// <summary>What is the same where the same text of the same attempt is sent again: a text that was changed meanwhile is another answer. Null where no attempt is named.</summary>
    /// <param name="owner">Who sends it.</param>
    /// <param name="question">What it answers.</param>
    public IdempotencyKey? Key(string owner, string question)
    {
        if (string.IsNullOrWhiteSpace(Attempt))
        {
            return null;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Attempt}\n{question}\n{Answer}")));
        return new IdempotencyKey(owner, hash, hash);
    }
}
