using SreEvaluator.Service.Access;
using SreEvaluator.Service.Agreement;
using SreEvaluator.Service.Rubrics;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Web;

/// <summary>The parts of the pages in the order of the bar at the top: where each begins, and whom it is for.</summary>
internal static class Sections
{
    /// <summary>Who may practise. Who came by an invitation would rehearse what they are asked.</summary>
    public static readonly Permission Practising = new(Role.Candidate, Scopes.Evaluations, ByInvitation: false);

    private static readonly (Section Section, string Url, string Key, Permission For)[] All =
    [
        (Section.Practice, "/", "nav.practice", Practising),
        (Section.Progress, "/practice/progress", "nav.progress", Practising),
        (Section.Interviews, "/interviews", "nav.interviews", new Permission(Role.Candidate, Scopes.Interviews)),
        (Section.Batches, "/batches", "nav.batches", new Permission(Role.Interviewer, Scopes.Batches)),
        (Section.Reviews, "/reviews", "nav.reviews", new Permission(Role.Interviewer, Scopes.Reviews)),
        (Section.Rubrics, RubricPages.Path, "nav.rubrics", RubricPages.Reading),
        (Section.Agreement, AgreementPages.Path, "nav.agreement", AgreementPages.Seeing),
        (Section.Settings, "/settings", "nav.settings", new Permission(Role.Admin, Scopes.Administration)),
    ];

    /// <summary>Those that a viewer may open.</summary>
    /// <param name="viewer">Who looks; null without a login, which on this machine alone is enough to practise.</param>
    public static IEnumerable<(Section Section, string Url, string Key)> Of(Caller? viewer) =>
        All.Where(part => viewer?.May(part.For) ?? part.For == Practising).Select(part => (part.Section, part.Url, part.Key));

    /// <summary>Where a viewer begins: candidates practise, all others come for something else, if they may.</summary>
    /// <param name="viewer">Who looks.</param>
    public static string Start(Caller viewer) =>
        Of(viewer).OrderBy(part => !viewer.SeesOwnOnly && part.Section is Section.Practice or Section.Progress).Select(part => part.Url).FirstOrDefault("/");
}
