namespace SreEvaluator.Service.Web;

/// <summary>What the script that sent a form is told.</summary>
/// <param name="Location">Where it goes on.</param>
internal sealed record Sent(string Location)
{
    /// <summary>Goes on after a form: the script is told where, a browser is led there.</summary>
    public static IResult To(string location, HttpContext http) =>
        AsksForIt(http) ? Results.Json(new Sent(location), WebJson.Default.Sent) : Results.Redirect(location);

    /// <summary>Whether the script sent the form.</summary>
    public static bool AsksForIt(HttpContext http) => http.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal);
}
