using SreEvaluator.Service.Hosting;

namespace SreEvaluator.Service.Tests.Hosting;

public sealed class ListeningTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:0", true)]
    [InlineData("https://[::1]:5080", true)]
    [InlineData("http://127.8.8.8", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://+:80", false)]
    [InlineData("http://10.0.0.1:80", false)]
    [InlineData("http://grading.example.org", false)]
    [InlineData("http://127.0.0.1.example.org", false)]
    public void Only_this_machine_reaches_a_loopback_address(string address, bool loopback) => Listening.IsLoopback(address).ShouldBe(loopback);
}
