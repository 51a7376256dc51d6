using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>Roles as the API names them.</summary>
internal static class RoleName
{
    /// <summary>The name of a role.</summary>
    public static string Of(Role role) => role switch
    {
        Role.Candidate => "candidate",
        Role.Interviewer => "interviewer",
        _ => "admin",
    };

    /// <summary>The role of a name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static Role Read(string? name) => name switch
    {
        "candidate" => Role.Candidate,
        "interviewer" => Role.Interviewer,
        "admin" => Role.Admin,
        null => throw Unknown("nothing"),
        _ => throw Unknown("another word"),
    };

    private static InputException Unknown(string found) => new(new InputProblem("role", null, found, "candidate, interviewer or admin"));
}
