using System.Security.Cryptography;

namespace SreEvaluator.Grading.Local;

/// <summary>The part of a model file that grading reads: everything that was learnt, in plain numbers and texts, behind a checksum.</summary>
internal static class LearntPart
{
    /// <summary>The form that is written. One of another form is refused, not misread.</summary>
    private const int Form = 5;

    /// <summary>Writes it.</summary>
    public static byte[] Write(LocalModel model)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write(Form);
        writer.Write(model.Weights.Unseen);
        writer.Write(model.Weights.Stems.Length);
        for (var i = 0; i < model.Weights.Stems.Length; i++)
        {
            writer.Write(model.Weights.Stems[i]);
            writer.Write(model.Weights.Weights[i]);
        }

        writer.Write(model.Quotes.Length);
        foreach (var quote in model.Quotes)
        {
            writer.Write(quote.Question);
            writer.Write(quote.KeyPoint);
            writer.Write((byte)quote.Coverage);
            writer.Write(quote.Writer);
            writer.Write(quote.Text);
        }

        foreach (var coverage in (CoverageModel[])[model.Known.Value, model.Unknown.Value])
        {
            coverage.Rule.Write(writer);
            coverage.Sentences.Write(writer);
            coverage.Answers.Write(writer);
        }

        return [.. SHA256.HashData(content.ToArray()), .. content.ToArray()];
    }

    /// <summary>Reads it.</summary>
    /// <param name="bytes">What <see cref="Write"/> gave.</param>
    /// <param name="trained">The scorers in ML.NET's own form, in the order in which they are written.</param>
    /// <exception cref="InvalidDataException">It is broken or of another form.</exception>
    public static LocalModel Read(byte[] bytes, IReadOnlyList<byte[]> trained)
    {
        var content = bytes.AsSpan(Math.Min(bytes.Length, SHA256.HashSizeInBytes));
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(bytes.AsSpan(0, bytes.Length - content.Length)))
        {
            throw new InvalidDataException("The checksum is of something else.");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, SHA256.HashSizeInBytes, content.Length));
        if (reader.ReadInt32() is not Form and var form)
        {
            throw new InvalidDataException($"It is of form {form}, not {Form}.");
        }

        var unseen = reader.ReadSingle();
        var stems = new string[reader.ReadInt32()];
        var weights = new float[stems.Length];
        for (var i = 0; i < stems.Length; i++)
        {
            (stems[i], weights[i]) = (reader.ReadString(), reader.ReadSingle());
        }

        var quotes = new LabelledQuote[reader.ReadInt32()];
        for (var i = 0; i < quotes.Length; i++)
        {
            quotes[i] = new LabelledQuote(
                reader.ReadString(), reader.ReadString(), (Coverage)reader.ReadByte(), reader.ReadString(), reader.ReadString());
        }

        var known = ReadCoverage(withQuotes: true, trained[0], trained[1]);
        var unknown = ReadCoverage(withQuotes: false, trained[2], trained[3]);
        return new LocalModel(new TermWeights(stems, weights, unseen), [.. quotes], new(known), new(unknown));

        CoverageModel ReadCoverage(bool withQuotes, byte[] sentences, byte[] answers)
        {
            var rule = VerdictRule.Read(reader);
            return new CoverageModel(Scorer.Read(reader, sentences), Scorer.Read(reader, answers), rule, withQuotes);
        }
    }
}
