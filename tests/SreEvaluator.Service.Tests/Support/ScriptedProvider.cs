using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SreEvaluator.Service.Tests.Support;

/// <summary>An identity provider on the loopback address that lets everybody in as whom the test says.</summary>
internal sealed class ScriptedProvider : IAsyncDisposable
{
    public const string ClientId = "sre-evaluator";
    public const string ClientSecret = "between us";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly WebApplication _app;
    private string _nonce = string.Empty;
    private string _challenge = string.Empty;

    private ScriptedProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Address.ToString().TrimEnd('/'),
            ["authorization_endpoint"] = $"{Address}authorize",
            ["token_endpoint"] = $"{Address}token",
            ["jwks_uri"] = $"{Address}keys",
            ["response_types_supported"] = new[] { "code" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        _app.MapGet("/keys", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_rsa.ExportParameters(includePrivateParameters: false)) { KeyId = "one" });
            return Results.Json(new Dictionary<string, object> { ["keys"] = new[] { new Dictionary<string, string> { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = "one", ["n"] = key.N, ["e"] = key.E } } });
        });
        _app.MapGet("/authorize", (HttpRequest request) =>
        {
            _nonce = request.Query["nonce"].ToString();
            _challenge = request.Query["code_challenge"].ToString();
            return Results.Redirect($"{request.Query["redirect_uri"]}?code=c-1&state={Uri.EscapeDataString(request.Query["state"].ToString())}");
        });
        _app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            var verified = Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == _challenge;
            return form["code"] == "c-1" && form["client_secret"] == ClientSecret && verified
                ? Results.Json(new Dictionary<string, object> { ["access_token"] = "a", ["token_type"] = "Bearer", ["expires_in"] = 60, ["id_token"] = IdToken() })
                : Results.BadRequest();
        });
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>Who comes next.</summary>
    public string Subject { get; set; } = "42";

    /// <summary>Their roles.</summary>
    public string[] Roles { get; set; } = [];

    /// <summary>Who the token is for.</summary>
    public string Audience { get; set; } = ClientId;

    public static async Task<ScriptedProvider> StartAsync()
    {
        var provider = new ScriptedProvider();
        await provider._app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private string IdToken() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Address.ToString().TrimEnd('/'),
        Audience = Audience,
        Claims = new Dictionary<string, object> { ["sub"] = Subject, ["name"] = "Kim Kowalski", ["nonce"] = _nonce, ["roles"] = Roles },
        Expires = DateTime.UtcNow.AddMinutes(5),
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = "one" }, SecurityAlgorithms.RsaSha256),
    });
}
