using SreEvaluator.Composition;
using SreEvaluator.Grading;

namespace SreEvaluator.Service.Evaluations;

/// <summary>Graders as the API names them.</summary>
internal static class GraderName
{
    /// <summary>The name of a choice.</summary>
    public static string Of(GraderChoice choice) => choice switch
    {
        GraderChoice.Judge => "judge",
        GraderChoice.Local => "local",
        _ => "auto",
    };

    /// <summary>The choice of a name.</summary>
    /// <param name="name">The name; null for <c>auto</c>.</param>
    /// <param name="graders">What is configured.</param>
    /// <exception cref="InputException">There is none, or no judge is configured.</exception>
    public static GraderChoice Read(string? name, Graders graders) => name switch
    {
        null or "auto" => GraderChoice.Auto,
        "local" => GraderChoice.Local,
        "judge" when graders.HasJudge => GraderChoice.Judge,
        "judge" => throw new InputException(new InputProblem("grader", null, "judge", "auto or local, as no judge is configured")),
        _ => throw new InputException(new InputProblem("grader", null, "another word", "auto, judge or local")),
    };
}
