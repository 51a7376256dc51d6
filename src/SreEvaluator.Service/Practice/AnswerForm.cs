using System.Security.Cryptography;
using System.Text;
using SreEvaluator.Grading;
using SreEvaluator.Service.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Practice;

/// <summary>What the form of a question sends.</summary>
/// <param name="Text">The answer, as the form sent it.</param>
/// <param name="Attempt">The same for the same attempt, so that sending it twice keeps it once.</param>
internal sealed record AnswerForm(string? Text, string? Attempt)
{
    /// <summary>The answer as it was written.</summary>
    public string Written => FormText.Of(Text);

    /// <summary>Why it can't be sent as it is; null where it can.</summary>
    public AnswerFault? Fault =>
        string.IsNullOrWhiteSpace(Written) ? AnswerFault.Empty : Encoding.UTF8.GetByteCount(Written) > Answer.MaxBytes ? AnswerFault.TooLong : null;

    /// <summary>Says why it can't be sent as it is, to who reads no page.</summary>
    public InputException Refused(AnswerFault fault) => new(fault == AnswerFault.Empty
        ? new InputProblem("text", null, "nothing", "an answer", "Write something first.")
        : new InputProblem("text", null, $"{Encoding.UTF8.GetByteCount(Written):N0} bytes", $"at most {Answer.MaxBytes:N0} bytes of UTF-8", "Shorten it."));

    /// <summary>What is the same where the same text of the same attempt is sent again: a text that was changed meanwhile is another answer. Null where no attempt is named.</summary>
    /// <param name="owner">Who sends it.</param>
    /// <param name="question">What it answers.</param>
    public IdempotencyKey? Key(string owner, string question)
    {
        if (string.IsNullOrWhiteSpace(Attempt))
        {
            return null;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Attempt}\n{question}\n{Written}")));
        return new IdempotencyKey(owner, hash, hash);
    }
}
