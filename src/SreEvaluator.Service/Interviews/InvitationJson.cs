using SreEvaluator.Service.Access;

namespace SreEvaluator.Service.Interviews;

/// <summary>An invitation. Its link is shown this once; whoever has it answers in the candidate's name.</summary>
/// <param name="Link">Where the candidate goes.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record InvitationJson(Uri Link, DateTimeOffset ExpiresAt)
{
    internal static InvitationJson Of(string token, DateTimeOffset expiresAt, HttpRequest request) =>
        new(new Uri($"{request.Scheme}://{request.Host}{SignInApi.InvitationPath}?token={token}"), expiresAt);
}
