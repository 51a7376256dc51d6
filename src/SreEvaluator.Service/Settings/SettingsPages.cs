using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Interviews;
using SreEvaluator.Service.Paging;
using SreEvaluator.Service.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Settings;

/// <summary>What admins look after: the judge, keys, users, people's data, the audit trail.</summary>
internal static class SettingsPages
{
    /// <summary>Where they begin.</summary>
    public const string Url = "/settings";

    /// <summary>The keys.</summary>
    public const string KeysUrl = $"{Url}/keys";

    /// <summary>The users.</summary>
    public const string UsersUrl = $"{Url}/users";

    /// <summary>The people whose answers are kept.</summary>
    public const string PeopleUrl = $"{Url}/people";

    /// <summary>Somebody whom files of batches name.</summary>
    public const string NamedUrl = $"{PeopleUrl}/named";

    /// <summary>The judge's check.</summary>
    public const string JudgeUrl = $"{Url}/judge";

    /// <summary>The audit trail's check.</summary>
    public const string AuditUrl = $"{Url}/audit";

    /// <summary>After how many days a key ends at most, where it ends.</summary>
    public const int MostDays = 3650;

    private const int Shown = 100;

    /// <summary>Maps the pages.</summary>
    public static void MapSettings(this IEndpointRouteBuilder pages)
    {
        var settings = pages.MapGroup(Url).For(Role.Admin, Scopes.Administration);
        settings.MapGet("/", (IOptions<StorageOptions> storage, IOptionsMonitor<JudgeOptions> judge) =>
            new PageResult<SettingsPage>(new { Storage = storage.Value, Judge = judge.CurrentValue }));
        settings.MapGet("/judge", () => new PageResult<JudgePage>(new { }));
        settings.MapPost("/judge", CheckJudgeAsync);
        settings.MapGet("/audit", CheckAuditAsync);
        settings.MapGet("/keys", ShowKeysAsync);
        settings.MapPost("/keys", AddKeyAsync);
        settings.MapPost("/keys/{id:guid}/revoke", RevokeKeyAsync);
        settings.MapGet("/users", ShowUsersAsync);
        settings.MapPost("/users/{id:guid}", ChangeUserAsync);
        settings.MapGet("/people", (string? after, CandidateStore candidates, CancellationToken cancellationToken) => PeopleAsync(after, asked: null, candidates, cancellationToken));
        settings.MapGet("/people/{id:guid}", ShowPersonAsync);
        settings.MapGet("/people/{id:guid}/data", PersonalDataApi.ExportAsync);
        settings.MapPost("/people/{id:guid}/erase", EraseAsync);
        settings.MapGet("/people/named", ShowNamedAsync);
        settings.MapGet("/people/named/data", PersonalDataApi.ExportNamedAsync);
        settings.MapPost("/people/named/erase", EraseNamedAsync);
    }

    // A call to the provider costs something: it is made when somebody asks, and not by looking.
    private static async Task<IResult> CheckJudgeAsync(JudgeCheck first, SecondJudgeCheck second, CancellationToken cancellationToken) => new PageResult<JudgePage>(new
    {
        First = await first.RunAsync(cancellationToken),
        Second = await second.RunAsync(cancellationToken),
    });

    private static async Task<IResult> CheckAuditAsync(AuditTrail audit, CancellationToken cancellationToken) =>
        new PageResult<AuditPage>(new { Check = await audit.CheckAsync(cancellationToken) });

    private static async Task<IResult> ShowKeysAsync(
        string? after, HttpContext http, Caller caller, FreshSecrets fresh, Logins logins, ApiKeyStore keys, CancellationToken cancellationToken)
    {
        // Not one that was revoked meanwhile.
        var secret = fresh.Find(http, KeysUrl, caller) is { } made && await logins.OfKeyAsync(made, cancellationToken) is not null ? made : null;
        return await KeysAsync(after, keys, KeyForm.First, [], secret, cancellationToken);
    }

    private static async Task<IResult> KeysAsync(
        string? after, ApiKeyStore keys, KeyForm form, IReadOnlyList<InputProblem> problems, string? secret, CancellationToken cancellationToken)
    {
        var part = await keys.ListAsync(PageRequest.Of(after, Shown).After, Shown, cancellationToken);
        return new PageResult<KeysPage>(new { Keys = part.Items, part.Next, Form = form, Problems = problems, Secret = secret })
        {
            Status = problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }

    private static async Task<IResult> AddKeyAsync(
        HttpContext http, Caller caller, Administration administration, FreshSecrets fresh, ApiKeyStore keys, TimeProvider time, CancellationToken cancellationToken)
    {
        var sent = await http.Request.ReadFormAsync(cancellationToken);
        var form = new KeyForm(sent["name"], sent["role"], [.. sent["scopes"].OfType<string>()], sent["days"]);
        try
        {
            var end = Days(form.Days) is { } days ? time.GetUtcNow() + TimeSpan.FromDays(days) : (DateTimeOffset?)null;
            var made = await administration.AddKeyAsync(new NewKeyJson(form.Name ?? string.Empty, form.Role ?? string.Empty, form.Scopes, ExpiresAt: end), caller, cancellationToken);
            fresh.Keep(http, KeysUrl, caller, made.Secret);
            return Results.Redirect(KeysUrl);
        }
        catch (InputException failure)
        {
            return await KeysAsync(after: null, keys, form, failure.Problems, secret: null, cancellationToken);
        }
    }

    private static async Task<IResult> RevokeKeyAsync(Guid id, Caller caller, Administration administration, CancellationToken cancellationToken)
    {
        await administration.RevokeKeyAsync(id, caller, cancellationToken);
        return Results.Redirect(KeysUrl);
    }

    private static async Task<IResult> ShowUsersAsync(string? after, Caller caller, UserStore users, CancellationToken cancellationToken)
    {
        var part = await users.ListAsync(PageRequest.Of(after, Shown).After, Shown, cancellationToken);
        return new PageResult<UsersPage>(new { Users = part.Items, part.Next, Viewer = caller.Actor });
    }

    private static async Task<IResult> ChangeUserAsync(
        Guid id, [FromForm] string? role, [FromForm] bool? disabled, Caller caller, Administration administration, CancellationToken cancellationToken)
    {
        await administration.ChangeUserAsync(id, new UserChangeJson(role, disabled), caller, cancellationToken);
        return Results.Redirect(UsersUrl);
    }

    private static async Task<PageResult<PeoplePage>> PeopleAsync(string? after, string? asked, CandidateStore candidates, CancellationToken cancellationToken)
    {
        var part = await candidates.ListAsync(PageRequest.Of(after, Shown).After, Shown, cancellationToken);
        return new PageResult<PeoplePage>(new { People = part.Items, part.Next, Asked = asked })
        {
            Status = asked is null ? StatusCodes.Status200OK : StatusCodes.Status404NotFound,
        };
    }

    private static async Task<IResult> ShowPersonAsync(Guid id, CandidateStore candidates, CancellationToken cancellationToken) =>
        await PersonAsync(id, isUnsure: false, candidates, cancellationToken);

    private static async Task<IResult> PersonAsync(Guid id, bool isUnsure, CandidateStore candidates, CancellationToken cancellationToken) =>
        await candidates.FindAsync(id, cancellationToken) is { } person
            ? new PageResult<PersonPage>(new { person.Name, Candidate = person, IsUnsure = isUnsure }) { Status = StatusOf(isUnsure) }
            : NotFoundPage.Result();

    private static async Task<IResult> ShowNamedAsync(string? name, PersonalData data, CandidateStore candidates, CancellationToken cancellationToken) =>
        await NamedAsync(name, isUnsure: false, data, candidates, cancellationToken);

    private static async Task<IResult> NamedAsync(string? name, bool isUnsure, PersonalData data, CandidateStore candidates, CancellationToken cancellationToken) =>
        !string.IsNullOrWhiteSpace(name) && await data.CountNamedAsync(name, cancellationToken) is > 0 and var answers
            ? new PageResult<PersonPage>(new { Name = name, Answers = answers, IsUnsure = isUnsure }) { Status = StatusOf(isUnsure) }
            : await PeopleAsync(after: null, name, candidates, cancellationToken);

    private static int StatusOf(bool isUnsure) => isUnsure ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;

    private static async Task<IResult> EraseNamedAsync(
        [FromForm] string? name, [FromForm] string? sure, Caller caller, PersonalData data, CandidateStore candidates, CancellationToken cancellationToken)
    {
        if (sure is null || string.IsNullOrWhiteSpace(name))
        {
            return await NamedAsync(name, isUnsure: true, data, candidates, cancellationToken);
        }

        await data.EraseNamedAsync(name, caller.Actor, cancellationToken);
        return Results.Redirect(PeopleUrl);
    }

    private static async Task<IResult> EraseAsync(
        Guid id, HttpContext http, Caller caller, Administration administration, CandidateStore candidates, CancellationToken cancellationToken)
    {
        if (!await Meant.IsSaidAsync(http.Request))
        {
            return await PersonAsync(id, isUnsure: true, candidates, cancellationToken);
        }

        await administration.EraseAsync(id, caller, cancellationToken);
        return Results.Redirect(PeopleUrl);
    }

    private static int? Days(string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays
            ? days
            : throw new InputException(new InputProblem("days", null, "something else", $"1 to {MostDays}, or nothing"));
}
