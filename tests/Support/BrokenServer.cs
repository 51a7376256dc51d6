using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SreEvaluator.Support;

/// <summary>A server that breaks HTTP in ways that a proper one can't: each connection is given to a script.</summary>
internal sealed class BrokenServer : IDisposable
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private int _connections;

    private BrokenServer(Func<NetworkStream, Socket, CancellationToken, Task> script)
    {
        _listener.Start();
        _ = ServeAsync(script);
    }

    /// <summary>The base address for OpenAI's protocol.</summary>
    public Uri Endpoint => new($"http://{_listener.LocalEndpoint}/v1");

    /// <summary>How often it was called.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Begins a reply and resets the connection in the middle of it.</summary>
    public static BrokenServer ResettingMidBody() => new(async (stream, socket, token) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($$"""{{Head}}{"id":"""), token);
        await Task.Delay(50, token);
        socket.LingerState = new LingerOption(enable: true, 0);
    });

    /// <summary>Sends a byte of a reply at a time, for ever.</summary>
    public static BrokenServer Dripping() => new(async (stream, _, token) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head), token);
        while (true)
        {
            await stream.WriteAsync(" "u8.ToArray(), token);
            await Task.Delay(20, token);
        }
    });

    public void Dispose()
    {
        _ended.Cancel();
        _listener.Dispose();
        _ended.Dispose();
    }

    private async Task ServeAsync(Func<NetworkStream, Socket, CancellationToken, Task> script)
    {
        while (!_ended.IsCancellationRequested)
        {
            var socket = await _listener.AcceptSocketAsync(_ended.Token);
            Interlocked.Increment(ref _connections);
            _ = Task.Run(async () =>
            {
                await using var stream = new NetworkStream(socket, ownsSocket: true);
                await stream.ReadAtLeastAsync(new byte[65_536], 1, throwOnEndOfStream: false, _ended.Token);
                await script(stream, socket, _ended.Token);
            });
        }
    }
}
