namespace SreEvaluator.Service.Web;

/// <summary>Marks an endpoint as one that people open in a browser.</summary>
internal sealed class WebPage
{
    public static readonly WebPage Instance = new();

    private WebPage()
    {
    }
}
