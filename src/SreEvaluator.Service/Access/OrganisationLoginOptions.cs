namespace SreEvaluator.Service.Access;

/// <summary>How people sign in with an organisation's identity provider: the section <c>Access:OpenIdConnect</c>.</summary>
public sealed class OrganisationLoginOptions
{
    /// <summary>The provider's address; null where there is none.</summary>
    public Uri? Authority { get; set; }

    /// <summary>How the provider knows this service.</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The secret that goes with <see cref="ClientId"/>.</summary>
    public string ClientSecret { get; set; } = string.Empty;

    /// <summary>The claim that holds a user's groups or roles.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The value of <see cref="RoleClaim"/> that makes a user an admin.</summary>
    public string AdminValue { get; set; } = "sre-evaluator-admin";

    /// <summary>The value of <see cref="RoleClaim"/> that makes a user an interviewer. Everybody else is a candidate.</summary>
    public string InterviewerValue { get; set; } = "sre-evaluator-interviewer";

    /// <summary>Whether a provider is configured.</summary>
    public bool IsConfigured => Authority is not null;
}
