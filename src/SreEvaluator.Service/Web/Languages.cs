namespace SreEvaluator.Service.Web;

/// <summary>The languages of the pages. What rubrics ask and graders say stays in the language that it was written in.</summary>
internal static class Languages
{
    /// <summary>The language of rubrics and graders, and of pages where the browser wants one that is not there.</summary>
    public const string Default = "en";

    /// <summary>All, with the name that each has in itself.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> All = [(Default, "English"), ("de", "Deutsch")];
}
