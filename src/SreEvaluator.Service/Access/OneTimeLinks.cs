using System.Collections.Concurrent;

namespace SreEvaluator.Service.Access;

/// <summary>Links that sign the admin in, once each. They live as long as this process.</summary>
/// <param name="time">The clock.</param>
internal sealed class OneTimeLinks(TimeProvider time)
{
    /// <summary>How long a link holds.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _ends = [];

    /// <summary>The token of a new link.</summary>
    public string New()
    {
        var token = SecretToken.New(string.Empty);
        _ends[SecretToken.Hash(token)] = time.GetUtcNow() + Holds;
        return token;
    }

    /// <summary>Uses a token up.</summary>
    /// <param name="token">The token.</param>
    /// <returns>Whether it held.</returns>
    public bool Use(string token) => _ends.TryRemove(SecretToken.Hash(token), out var end) && time.GetUtcNow() < end;
}
