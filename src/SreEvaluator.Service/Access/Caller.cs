using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>Who sends a request. An endpoint takes it as a parameter.</summary>
internal sealed record Caller
{
    private const string CandidateClaim = "candidate";
    private const string ScopeClaim = "scope";
    private const string EndClaim = "end";
    private const string InvitationClaim = "invitation";
    private const string KeyActor = "key:";

    /// <summary>As the audit trail names people: <c>user:id</c> or <c>key:id</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>How people call them.</summary>
    public required string Name { get; init; }

    /// <summary>What they may do.</summary>
    public required Role Role { get; init; }

    /// <summary>The candidate that they are; null for none.</summary>
    public Guid? CandidateId { get; init; }

    /// <summary>What they are limited to; empty for all that the role may.</summary>
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>When their login ends for good; null for never.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The hash of the invitation that they came by; null where they came otherwise.</summary>
    public string? Invitation { get; init; }

    /// <summary>Whether they came with an API key.</summary>
    public bool IsKey => Actor.StartsWith(KeyActor, StringComparison.Ordinal);

    /// <summary>Whether they see only what is their own.</summary>
    public bool SeesOwnOnly => Role == Role.Candidate;

    /// <summary>Who a user is.</summary>
    public static Caller Of(User user) =>
        new() { Actor = $"user:{user.Id}", Name = user.Name, Role = user.Role, CandidateId = user.CandidateId };

    /// <summary>Who a key acts for.</summary>
    public static Caller Of(ApiKey key) =>
        new() { Actor = $"{KeyActor}{key.Id}", Name = key.Name, Role = key.Role, CandidateId = key.CandidateId, Scopes = key.Scopes, EndsAt = key.ExpiresAt };

    /// <summary>Reads what <see cref="ToPrincipal"/> wrote.</summary>
    /// <param name="principal">The principal of a request with a login.</param>
    public static Caller Of(ClaimsPrincipal principal) => new()
    {
        Actor = principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("The request has no login."),
        Name = principal.FindFirstValue(ClaimTypes.Name) ?? string.Empty,
        Role = Enum.Parse<Role>(principal.FindFirstValue(ClaimTypes.Role) ?? nameof(Role.Candidate)),
        CandidateId = Guid.TryParse(principal.FindFirstValue(CandidateClaim), out var candidate) ? candidate : null,
        Scopes = [.. principal.FindAll(ScopeClaim).Select(claim => claim.Value)],
        EndsAt = principal.FindFirstValue(EndClaim) is { } end ? DateTimeOffset.Parse(end, CultureInfo.InvariantCulture) : null,
        Invitation = principal.FindFirstValue(InvitationClaim),
    };

    /// <summary>Who sends a request; null without a login.</summary>
    public static Caller? Find(HttpContext http) => http.User.Identity is { IsAuthenticated: true } ? Of(http.User) : null;

    /// <summary>Binds the caller of a request.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext http) => ValueTask.FromResult(Of(http.User));

    /// <summary>The caller as claims.</summary>
    /// <param name="scheme">How they signed in.</param>
    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, Actor),
            new Claim(ClaimTypes.Name, Name),
            new Claim(ClaimTypes.Role, Role.ToString()),
            .. CandidateId is { } candidate ? new[] { new Claim(CandidateClaim, candidate.ToString()) } : [],
            .. Scopes.Select(scope => new Claim(ScopeClaim, scope)),
            .. EndsAt is { } end ? new[] { new Claim(EndClaim, end.ToString("O", CultureInfo.InvariantCulture)) } : [],
            .. Invitation is { } invitation ? new[] { new Claim(InvitationClaim, invitation) } : [],
        ],
        scheme));

    /// <summary>Whether they may use an endpoint.</summary>
    public bool May(Permission permission) =>
        Role >= permission.Least && (Scopes.IsEmpty || Scopes.Contains(permission.Scope)) && (permission.ByInvitation || Invitation is null);

    /// <summary>Whether they have all that a login would have: nobody gives more.</summary>
    /// <param name="role">What it may do.</param>
    /// <param name="scopes">What it is limited to; empty for all that the role may.</param>
    /// <param name="endsAt">When it ends; null for never.</param>
    public bool MayGive(Role role, ImmutableArray<string> scopes, DateTimeOffset? endsAt) =>
        Role >= role
        && (Scopes.IsEmpty || (!scopes.IsEmpty && scopes.All(Scopes.Contains)))
        && (EndsAt is not { } end || endsAt <= end);
}
