using SreEvaluator.Grading.Judging;

namespace SreEvaluator.Tests.Grading.Judging;

public sealed class EndpointGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.8")]
    [InlineData("192.168.1.2")]
    [InlineData("[::1]")]
    [InlineData("api.openai.com")]
    public void Public_private_and_loopback_hosts_are_let_through(string host) => EndpointGuard.Refuses(host).ShouldBeFalse();

    [Theory]
    [InlineData("169.254.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("[fe80::a]")]
    [InlineData("metadata.google.internal.")]
    public void Hosts_that_hand_out_credentials_are_refused(string host) => EndpointGuard.Refuses(host).ShouldBeTrue();

    [Fact]
    public async Task A_name_is_refused_by_where_it_leads()
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = EndpointGuard.ConnectAsync };
        using var client = new HttpClient(handler);

        var failure = await Should.ThrowAsync<HttpRequestException>(
            () => client.GetAsync(new Uri("http://169.254.169.254/"), TestContext.Current.CancellationToken));

        failure.InnerException.ShouldBeOfType<CallFailure>().Word.ShouldBe(JudgeFailure.ForbiddenEndpoint);
        HttpFailures.OfTransport(failure, new Uri("http://x")).ShouldBe(failure.InnerException);
    }
}
