using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;
using SreEvaluator.Service.Access;
using SreEvaluator.Service.Agreement;
using SreEvaluator.Service.Batches;
using SreEvaluator.Service.Hosting;
using SreEvaluator.Service.Interviews;
using SreEvaluator.Service.Limits;
using SreEvaluator.Service.Practice;
using SreEvaluator.Service.Reviews;
using SreEvaluator.Service.Rubrics;
using SreEvaluator.Service.Settings;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Web;

/// <summary>The pages: Razor components that the server renders. They work without script; scripts add what only a browser can do.</summary>
internal static class WebServices
{
    /// <summary>Registers what pages need. Comes before what tells callers of the API of problems.</summary>
    public static void AddWeb(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(localization =>
        {
            var cultures = Languages.All.Select(language => new CultureInfo(language.Code)).ToList();
            localization.DefaultRequestCulture = new RequestCulture(Languages.Default);
            localization.SupportedCultures = cultures;
            localization.SupportedUICultures = cultures;
            localization.RequestCultureProviders =
                [new CookieRequestCultureProvider { CookieName = Preferences.LanguageCookie }, new AcceptLanguageHeaderRequestCultureProvider()];
        });
        services.AddSingleton<AssetFiles>();
        services.AddSingleton<IProblemDetailsWriter, ProblemPage>();
        services.AddPractice();
        services.AddAgreement();
    }

    /// <summary>Maps the pages and what they fetch.</summary>
    public static void MapWeb(this WebApplication app)
    {
        app.MapAssets();
        var pages = app.MapGroup("/").ExcludeFromDescription().DisableAntiforgery().WithMetadata(WebPage.Instance).AddEndpointFilter<PageFilter>();
        pages.MapPreferences();

        // On this machine alone nobody needs an account to practise.
        var practice = pages.MapGroup(string.Empty).WithMetadata(Sections.Practising).AddEndpointFilter<PracticeFilter>();
        if (Listening.Of(app.Configuration).All(Listening.IsLoopback))
        {
            practice.AllowAnonymous();
        }

        practice.MapPractice();
        pages.MapRubricPages();
        pages.MapAgreement();
        pages.MapInterviewPages();
        var reviews = pages.MapGroup(string.Empty).For(Role.Interviewer, Scopes.Reviews);
        reviews.MapReviewPages();
        reviews.MapGroupPages();
        pages.MapSettings();
        pages.MapGroup(string.Empty).For(Role.Interviewer, Scopes.Batches).MapBatchPages(app.Services.GetRequiredService<IOptions<LimitOptions>>().Value);
        pages.MapGet("/{**path}", FormAddress.Open)
            .WithOrder(int.MaxValue).AllowAnonymous();
    }

    /// <summary>Tells pages the viewer's language. Comes after routing, and before what may refuse a request.</summary>
    public static void UseWeb(this WebApplication app) =>
        app.UseWhen(http => http.GetEndpoint()?.Metadata.GetMetadata<WebPage>() is not null, pages => pages.UseRequestLocalization());
}
