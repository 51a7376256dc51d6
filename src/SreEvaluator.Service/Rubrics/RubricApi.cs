using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SreEvaluator.Rubrics;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Problems;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Rubrics;

/// <summary>What can be asked, and what answers are graded by.</summary>
internal static class RubricApi
{
    /// <summary>Registers what it needs. Comes before the worker, so that nothing is graded by a rubric that is no longer in force.</summary>
    public static void AddRubrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<CandidateOptions>().BindKnown(configuration.GetSection(CandidateOptions.Section));
        services.AddSingleton<PublishedRubrics>();
        services.AddHostedService<RubricRefresh>();
    }

    /// <summary>Maps the endpoints.</summary>
    public static void MapRubrics(this RouteGroupBuilder api)
    {
        var rubrics = api.MapGroup("/rubrics").WithTags("Rubrics");
        rubrics.MapGet("/", Rubrics).WithName("ListRubrics").WithSummary("All rubrics with their questions").For(Role.Candidate, Scopes.Rubrics);
        rubrics.MapGet("/{topic}", Rubric).WithName("GetRubric").WithSummary("A rubric with its questions").ProducesProblem(StatusCodes.Status404NotFound)
            .For(Role.Candidate, Scopes.Rubrics);

        var questions = api.MapGroup("/questions").WithTags("Rubrics");
        questions.MapGet("/", Questions).WithName("ListQuestions").WithSummary("All questions").For(Role.Candidate, Scopes.Rubrics);
        questions.MapGet("/{topic}", (string topic, HttpContext http, RubricLibrary library) => Question(topic, http, library))
            .WithName("GetScenario").WithSummary("The scenario of a topic").ProducesProblem(StatusCodes.Status404NotFound)
            .For(Role.Candidate, Scopes.Rubrics);
        questions.MapGet("/{topic}/follow-up", (string topic, HttpContext http, RubricLibrary library) => Question($"{topic}/follow-up", http, library))
            .WithName("GetFollowUp").WithSummary("The follow-up of a topic").ProducesProblem(StatusCodes.Status404NotFound)
            .For(Role.Candidate, Scopes.Rubrics);
        questions.MapGet(
                "/{topic}/key-points",
                (string topic, HttpContext http, Caller caller, RubricLibrary library, IOptions<CandidateOptions> candidates) =>
                    KeyPoints(topic, http, caller, library, candidates.Value))
            .WithName("GetScenarioKeyPoints").WithSummary("What answers to a scenario are graded by")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .For(Role.Candidate, Scopes.Rubrics);
        questions.MapGet(
                "/{topic}/follow-up/key-points",
                (string topic, HttpContext http, Caller caller, RubricLibrary library, IOptions<CandidateOptions> candidates) =>
                    KeyPoints($"{topic}/follow-up", http, caller, library, candidates.Value))
            .WithName("GetFollowUpKeyPoints").WithSummary("What answers to a follow-up are graded by")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .For(Role.Candidate, Scopes.Rubrics);
    }

    /// <summary>The question of an id.</summary>
    /// <param name="library">The rubrics.</param>
    /// <param name="id">The id.</param>
    /// <exception cref="ProblemException">There is none.</exception>
    public static Question Find(RubricLibrary library, string id) => library.Find(id) ?? throw new ProblemException(
        ProblemKind.NotFound,
        library.Nearest(id) is { Count: > 0 } near ? $"There is no question of this id. Near are: {string.Join(", ", near)}." : "There is no question of this id. See /api/v1/questions.");

    private static Results<Ok<IReadOnlyList<RubricJson>>, StatusCodeHttpResult> Rubrics(HttpContext http, RubricLibrary library) =>
        Kept<IReadOnlyList<RubricJson>>(http, Hash(library), () => [.. library.Rubrics.Select(RubricJson.Of)]);

    private static Results<Ok<RubricJson>, StatusCodeHttpResult> Rubric(string topic, HttpContext http, RubricLibrary library)
    {
        var rubric = library.FindRubric(topic)
            ?? throw new ProblemException(ProblemKind.NotFound, "There is no rubric of this id. See /api/v1/rubrics.");
        return Kept(http, rubric.Hash, () => RubricJson.Of(rubric));
    }

    private static Results<Ok<IReadOnlyList<QuestionJson>>, StatusCodeHttpResult> Questions(HttpContext http, RubricLibrary library) =>
        Kept<IReadOnlyList<QuestionJson>>(http, Hash(library), () => [.. library.Questions.Select(QuestionJson.Of)]);

    private static Results<Ok<QuestionJson>, StatusCodeHttpResult> Question(string id, HttpContext http, RubricLibrary library)
    {
        var question = Find(library, id);
        return Kept(http, question.RubricHash, () => QuestionJson.Of(question));
    }

    private static Results<Ok<KeyPointsJson>, StatusCodeHttpResult> KeyPoints(
        string id, HttpContext http, Caller caller, RubricLibrary library, CandidateOptions candidates)
    {
        if (caller.SeesOwnOnly && !candidates.SeeKeyPoints)
        {
            throw new ProblemException(ProblemKind.NotAllowed, "Key points are not shown to candidates. An admin may set Candidates:SeeKeyPoints.");
        }

        var question = Find(library, id);
        return Kept(http, question.RubricHash, () => KeyPointsJson.Of(question));
    }

    private static Results<Ok<T>, StatusCodeHttpResult> Kept<T>(HttpContext http, string hash, Func<T> content) =>
        EntityTag.IsKnown(http, hash) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(content());

    private static string Hash(RubricLibrary library) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(library.Rubrics.Select(rubric => rubric.Hash)))));
}
