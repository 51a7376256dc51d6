using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SreEvaluator.Batches.Import;
using SreEvaluator.Reports;

namespace SreEvaluator.Batches;

/// <summary>What makes an answer of a batch the same one in a later run: its question, its id and its text.</summary>
/// <param name="Value">128 bits of a hash of them.</param>
internal readonly record struct AnswerKey(UInt128 Value)
{
    public static AnswerKey Of(ImportedAnswer answer) => Of(answer.Question.Id, answer.Answer.Id, answer.Answer.Hash);

    public static AnswerKey Of(EvaluationJson evaluation) => Of(evaluation.Question, evaluation.AnswerId, evaluation.AnswerHash);

    public static AnswerKey Of(string question, string answerId, string answerHash) => new(BinaryPrimitives.ReadUInt128LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{question}\0{answerId}\0{answerHash}"))));
}
