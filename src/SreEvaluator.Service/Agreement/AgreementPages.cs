using SreEvaluator.Service.Access;
using SreEvaluator.Service.Web;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Agreement;

/// <summary>How well graders and people agree, and what grading takes.</summary>
internal static class AgreementPages
{
    /// <summary>Where it is shown.</summary>
    public const string Path = "/agreement";

    private const int DefaultDays = 30;
    private const int DefaultShare = 20;

    /// <summary>Who may see it.</summary>
    public static readonly Permission Seeing = new(Role.Interviewer, Scopes.Reviews);

    /// <summary>The times that can be looked at, in days.</summary>
    public static readonly IReadOnlyList<int> Times = [7, DefaultDays, 90];

    /// <summary>Registers what the page needs.</summary>
    public static void AddAgreement(this IServiceCollection services) => services.AddSingleton<Measurements>();

    /// <summary>Maps the page.</summary>
    public static void MapAgreement(this IEndpointRouteBuilder pages) => pages.MapGet(Path, ShowAsync).For(Seeing.Least, Seeing.Scope);

    private static async Task<IResult> ShowAsync(int? share, int? days, Measurements measurements, HttpContext http)
    {
        var time = days is { } wanted && Times.Contains(wanted) ? wanted : DefaultDays;
        return new PageResult<MeasuredPage>(new
        {
            Measured = await measurements.MeasureAsync(time, http.RequestAborted),
            Share = Math.Clamp(share ?? DefaultShare, 0, 100),
            Days = time,
        });
    }
}
