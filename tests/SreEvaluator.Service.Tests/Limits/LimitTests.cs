using CsCheck;
using SreEvaluator.Service.Limits;

namespace SreEvaluator.Service.Tests.Limits;

public sealed class LimitTests
{
    [Fact]
    public void Every_rate_is_kept_to() => Gen.Int[1, LimitOptions.MostRequestsPerMinute].Sample(perMinute =>
    {
        var bucket = LimitServices.Bucket(perMinute);
        var rate = bucket.TokensPerPeriod * (TimeSpan.FromMinutes(1) / bucket.ReplenishmentPeriod);
        rate.ShouldBe(perMinute, perMinute * 0.001);
    });
}
