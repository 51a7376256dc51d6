using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using SreEvaluator.Reports;

namespace SreEvaluator.Batches;

/// <summary>
/// The file evaluations.jsonl: results of a batch and its memory in one. Each evaluation is a line that is written before the next answer of the same worker
/// begins, so that a kill at any moment loses no more than what was under way. Of several evaluations of an answer the last holds; those before are its history. A last line that a kill cut is taken off when the file is opened again.
/// </summary>
internal sealed class EvaluationLog : IDisposable
{
    private static readonly TimeSpan BetweenSyncs = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<AnswerKey, (long Start, int Length)> _places = [];
    private readonly SafeFileHandle _file;
    private readonly TimeProvider _time;
    private long _end;
    private long _synced;

    private EvaluationLog(SafeFileHandle file, TimeProvider time)
    {
        _file = file;
        _time = time;
        _synced = time.GetTimestamp();
    }

    /// <summary>How many evaluations it holds.</summary>
    public int Count => _places.Count;

    /// <summary>Opens or begins the file. No other process can write to it until it is disposed of.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="each">Is given each evaluation that is there already, and the one that it takes the place of where its answer was graded before.</param>
    /// <exception cref="InputException">Another run has it open, or a line but the last is no evaluation.</exception>
    public static EvaluationLog Open(string path, TimeProvider time, Action<EvaluationJson, EvaluationJson?> each)
    {
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (IOException failure) when (failure is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new InputException(new InputProblem(path, null, "a file that another run has open", "a folder that one run at a time works in", "Wait for the other run, or choose another folder."));
        }

        var log = new EvaluationLog(file, time);
        try
        {
            log.ReadAll(path, each);
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Whether an answer has its evaluation.</summary>
    public bool Has(AnswerKey key)
    {
        lock (_gate)
        {
            return _places.ContainsKey(key);
        }
    }

    /// <summary>Adds an evaluation. It is with the operating system when this returns, and on the disk within about a second.</summary>
    public void Append(EvaluationJson evaluation)
    {
        var line = Encoding.UTF8.GetBytes(evaluation.ToLine() + "\n");
        lock (_gate)
        {
            RandomAccess.Write(_file, line, _end);
            _places[AnswerKey.Of(evaluation)] = (_end, line.Length - 1);
            _end += line.Length;
            if (_time.GetElapsedTime(_synced) >= BetweenSyncs)
            {
                RandomAccess.FlushToDisk(_file);
                _synced = _time.GetTimestamp();
            }
        }
    }

    /// <summary>The evaluation of an answer; null where it has none.</summary>
    public EvaluationJson? Find(AnswerKey key)
    {
        (long Start, int Length) place;
        lock (_gate)
        {
            if (!_places.TryGetValue(key, out place))
            {
                return null;
            }
        }

        var buffer = ArrayPool<byte>.Shared.Rent(place.Length);
        try
        {
            var read = RandomAccess.Read(_file, buffer.AsSpan(0, place.Length), place.Start);
            return EvaluationJson.Parse(Encoding.UTF8.GetString(buffer, 0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_file.IsInvalid && !_file.IsClosed)
        {
            RandomAccess.FlushToDisk(_file);
        }

        _file.Dispose();
    }

    private void ReadAll(string path, Action<EvaluationJson, EvaluationJson?> each)
    {
        var length = RandomAccess.GetLength(_file);
        var buffer = new byte[1024 * 1024];
        var held = 0;
        var row = 0;
        for (long at = 0; at < length;)
        {
            var read = RandomAccess.Read(_file, buffer.AsSpan(held), at);
            if (read == 0)
            {
                break;
            }

            at += read;
            held += read;
            var begin = 0;
            int size;
            while ((size = buffer.AsSpan(begin, held - begin).IndexOf((byte)'\n')) >= 0)
            {
                Take(path, ++row, buffer.AsSpan(begin, size), each);
                begin += size + 1;
            }

            buffer.AsSpan(begin, held - begin).CopyTo(buffer);
            held -= begin;
            if (held == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        // What is left has no end of line: a kill came while it was written.
        RandomAccess.SetLength(_file, _end);
    }

    private void Take(string path, int row, ReadOnlySpan<byte> line, Action<EvaluationJson, EvaluationJson?> each)
    {
        EvaluationJson evaluation;
        try
        {
            evaluation = EvaluationJson.Parse(Encoding.UTF8.GetString(line));
        }
        catch (JsonException)
        {
            throw new InputException(new InputProblem(path, row, "a line that is no evaluation", "the file as a batch wrote it", "Take that line out; its answer is then graded again."));
        }

        var key = AnswerKey.Of(evaluation);
        each(evaluation, Find(key));
        _places[key] = (_end, line.Length);
        _end += line.Length + 1;
    }
}
