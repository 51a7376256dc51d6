using Microsoft.Playwright;
using SreEvaluator.Support;

namespace SreEvaluator.Service.Tests.Web;

/// <summary>The pictures of pages in docs/images/pages. They are made again where the variable UPDATE_PICTURES is set; their pixels differ between machines.</summary>
internal static class Pictures
{
    private const int Tallest = 1500;

    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_PICTURES") is { Length: > 0 };

    private static string Folder => Path.Combine(Repository.Root, "docs", "images", "pages");

    /// <summary>Takes a picture of the page, or checks that there is one. A state whose name is in parentheses needs none.</summary>
    public static async Task TakeAsync(IPage page, string name)
    {
        if (name.StartsWith('('))
        {
            return;
        }

        var path = Path.Combine(Folder, $"{name}.png");
        if (Update)
        {
            var height = await page.EvaluateAsync<int>("document.documentElement.scrollHeight");
            await page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = path,
                FullPage = true,
                Clip = new Clip { X = 0, Y = 0, Width = page.ViewportSize!.Width, Height = Math.Min(height, Tallest) },
            });
        }

        File.Exists(path).ShouldBeTrue($"There is no picture {name}. Run the tests once with UPDATE_PICTURES=1.");
    }
}
