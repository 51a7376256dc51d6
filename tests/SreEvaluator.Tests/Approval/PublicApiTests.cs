using System.Runtime.CompilerServices;
using PublicApiGenerator;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Tests.Approval;

/// <summary>What the library shows to others, in one file, so that no change of it goes unseen.</summary>
public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        ExcludeAttributes = ["System.CodeDom.Compiler.GeneratedCodeAttribute"],
    };

    [Fact]
    public void The_public_API_is_the_approved_one()
    {
        var approved = Beside("PublicApi.approved.txt");
        var received = Beside("PublicApi.received.txt");
        var api = typeof(Rubric).Assembly.GeneratePublicApi(Options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == api)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, api);
        Assert.Fail($"""
            The library's public API is not the approved one. See what changed:
              diff "{approved}" "{received}"
            Where the change is meant, accept it and commit the file:
              mv "{received}" "{approved}"
            """);
    }

    private static string Beside(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);
}
