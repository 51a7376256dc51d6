using System.Text;

namespace SreEvaluator.Cli.Tests.Support;

/// <summary>A person who types a text, presses Ctrl+C and never ends the input.</summary>
/// <param name="text">What they type.</param>
/// <param name="interruption">What Ctrl+C cancels.</param>
internal sealed class InterruptedInput(string text, CancellationTokenSource interruption) : Stream
{
    private readonly TaskCompletionSource _ended = new();
    private bool _typed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (!_typed)
        {
            _typed = true;
            return Encoding.UTF8.GetBytes(text, buffer.AsSpan(offset, count));
        }

        interruption.CancelAfter(TimeSpan.FromMilliseconds(200));
        _ended.Task.Wait();
        return 0;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _ended.TrySetResult();
        base.Dispose(disposing);
    }
}
