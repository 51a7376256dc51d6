namespace SreEvaluator.Service.Access;

/// <summary>Who gets in, and how: the section <c>Access</c> of the configuration.</summary>
public sealed class AccessOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Access";

    /// <summary>The longest <see cref="SessionLasts"/>.</summary>
    public static readonly TimeSpan LongestSession = TimeSpan.FromDays(30);

    /// <summary>How long a session lasts that is not used; at least a minute, at most <see cref="LongestSession"/>.</summary>
    public TimeSpan SessionLasts { get; set; } = TimeSpan.FromHours(8);

    /// <summary>
    /// The addresses or networks (as in <c>10.0.0.0/8</c>) of proxies in front of the service, whose word on the caller's address and on TLS is taken;
    /// several with semicolons between.
    /// </summary>
    public string TrustedProxies { get; set; } = string.Empty;

    /// <summary>An organisation's identity provider.</summary>
    public OrganisationLoginOptions OpenIdConnect { get; set; } = new();
}
