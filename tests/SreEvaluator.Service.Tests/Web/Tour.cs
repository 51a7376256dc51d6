using SreEvaluator.Service.Tests.Support;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>Goes to every page of a part, in every state that it has. A part that is added here is held to all that holds for every page.</summary>
internal static class Tour
{
    private static readonly Dictionary<string, Func<RunningService, Visit, IAsyncEnumerable<string>>> Parts = new()
    {
        ["practice"] = (_, visit) => PracticeTour.PagesAsync(visit),
        ["agreement"] = AgreementTour.PagesAsync,
        ["rubrics"] = RubricTour.PagesAsync,
        ["interviews"] = InterviewTour.PagesAsync,
        ["reviews"] = ReviewTour.PagesAsync,
        ["settings"] = SettingsTour.PagesAsync,
        ["batches"] = BatchTour.PagesAsync,
    };

    public static TheoryData<string> Names { get; } = [.. Parts.Keys];

    /// <summary>The judge that a part shows; null where it shows none.</summary>
    public static ScriptedJudge? JudgeOf(string part) => part == "rubrics" ? ScriptedJudge.Answering(RubricTour.Judge) : null;

    /// <summary>The names of the pages, each while the visit is there.</summary>
    public static IAsyncEnumerable<string> PagesAsync(string part, RunningService service, Visit visit) => Parts[part](service, visit);
}
