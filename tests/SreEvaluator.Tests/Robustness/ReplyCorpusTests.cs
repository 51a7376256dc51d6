using System.Text;
using CsCheck;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Judging;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Robustness;

/// <summary>Replies of every broken kind: each is read whole or refused with a reason, and what is read can be checked and added up.</summary>
public sealed class ReplyCorpusTests
{
    private const int FewMutations = 20_000;

    private static readonly Chunk Chunk = Chunk.Of(Some.Question(), 1);

    private static readonly string Valid = ScriptedVerdicts.On(Some.Question())
        .Covered("mitigate-first", "roll back the last release", "\u00FCn\u00EFcode \U0001F389").Partial("incident-roles", "before anything else").RedFlag("blames-people", "anything").ToString();

    /// <summary>A name, what is put in place of the valid reply (@ stands for it), and whether it can be used.</summary>
    public static TheoryData<string, string, bool> Corpus => new()
    {
        { "as it is", "@", true },
        { "white space around", " \r\n\t@\n ", true },
        { "byte order mark", "\uFEFF@", false },
        { "nothing", "", false },
        { "white space", " \n ", false },
        { "null", "null", false },
        { "true", "true", false },
        { "number", "7", false },
        { "string", "\"covered\"", false },
        { "the reply as a string", "\"@@\"", false },
        { "array of it", "[@]", false },
        { "twice", "@@", false },
        { "twice with a comma", "@,@", false },
        { "lines of JSON", "@\n@", false },
        { "fence", "```json\n@\n```", false },
        { "prose before", "Here you are: @", false },
        { "prose after", "@ I hope this helps.", false },
        { "thoughts before", "<think>hm</think>@", false },
        { "comment", "/* sure */ @", false },
        { "line comment", "// sure\n@", false },
        { "XML", "<reply><verdict>covered</verdict></reply>", false },
        { "YAML", "keyPoints:\n  mitigate-first: covered", false },
        { "open object", "{", false },
        { "open string", "{\"keyPoints", false },
        { "closing only", "}", false },
        { "empty object", "{}", false },
        { "empty key points", "{\"keyPoints\":{},\"redFlags\":{}}", false },
        { "key points as an array", "{\"keyPoints\":[],\"redFlags\":{}}", false },
        { "single quotes", "{'keyPoints':{},'redFlags':{}}", false },
        { "no quotes", "{keyPoints:{},redFlags:{}}", false },
        { "trailing comma", "{\"keyPoints\":{},\"redFlags\":{},}", false },
        { "missing colon", "{\"keyPoints\" {}}", false },
        { "double colon", "{\"keyPoints\"::{}}", false },
        { "control character in a string", "{\"key\u0001Points\":{}}", false },
        { "NUL", "\0@", false },
        { "bad escape", "{\"\\x6beyPoints\":{}}", false },
        { "short escape", "{\"\\u12\":{}}", false },
        { "half a surrogate pair", "{\"\\ud800\":{}}", false },
        { "deep arrays", new string('[', 10_000), false },
        { "deep objects", string.Concat(Enumerable.Repeat("{\"keyPoints\":", 1_000)), false },
        { "infinity", "{\"keyPoints\":Infinity}", false },
        { "hexadecimal", "{\"keyPoints\":0x1F}", false },
        { "leading zero", "{\"keyPoints\":01}", false },
        { "plus sign", "{\"keyPoints\":+1}", false },
        { "bare point", "{\"keyPoints\":.5}", false },
        { "huge number", "{\"keyPoints\":1e999999}", false },
        { "a name with an escape", "@~\"keyPoints\"~\"key\\u0050oints\"", true },
        { "a number with an exponent", "@~0.9~9e-1", true },
        { "a number with many digits", "@~0.9~0.90000000000000000000000000000001", true },
        { "a whole number", "@~0.9~1", true },
        { "minus zero", "@~0.9~-0", true },
        { "just over one", "@~0.9~1.0000001", false },
        { "a number as text", "@~0.9~\"0.9\"", false },
        { "a verdict in capitals", "@~\"covered\"~\"COVERED\"", false },
        { "a verdict with a space", "@~\"covered\"~\"covered \"", false },
        { "a verdict that is null", "@~\"covered\"~null", false },
        { "a name in capitals", "@~\"keyPoints\"~\"KeyPoints\"", false },
        { "a look-alike in a name", "@~\"mitigate-first\"~\"mitigate-f\u0456rst\"", false },
        { "a doubled member", "@~\"reason\":~\"reason\":\"\",\"reason\":", false },
        { "a long reason", $"@~It is covered.~{new string('x', 200_000)}", true },
        { "a quote of markup", "@~roll back the last release~<script>\\u0000</script>", true },
        { "prototype", "@~\"redFlags\"~\"__proto__\":{},\"redFlags\"", false },
    };

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Each_reply_of_the_corpus_is_used_whole_or_refused_with_a_reason(string name, string text, bool usable)
    {
        name.ShouldNotBeEmpty();
        var parts = text.Split('~');
        var reply = parts[0].Replace("@@", Valid.Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal).Replace("@", Valid, StringComparison.Ordinal);
        if (parts.Length == 3)
        {
            reply.ShouldContain(parts[1], Case.Sensitive);
            reply = reply.Replace(parts[1], parts[2], StringComparison.Ordinal);
        }

        IsUsed(reply).ShouldBe(usable);
    }

    /// <summary>SRE_MUTATIONS=100000 makes the long run; the seed of a failure is printed, and CsCheck_Seed repeats it.</summary>
    [Fact]
    public void No_mutation_of_a_valid_reply_throws_anything()
    {
        var mutations = int.TryParse(Environment.GetEnvironmentVariable("SRE_MUTATIONS"), out var many) ? many : FewMutations;
        var used = 0;
        var mutation = Gen.Select(
            Gen.Int[0, Valid.Length - 1],
            Gen.Int[0, 25],
            Gen.OneOf("", "\"", "{", "}", "[", "]", ",", ":", "\\", "\\u", "\\ud83c", "\uD83C", "0", "-", "1e999", "null", "true", "NaN", "\0", "mitigate-first", "missing", "\u200B", "\U000E0041"),
            Gen.Bool);
        mutation.List[1, 4].Sample(
            changes =>
            {
                var text = new StringBuilder(Valid);
                foreach (var (at, length, insert, again) in changes)
                {
                    var start = Math.Min(at, text.Length);
                    var cut = Math.Min(length, text.Length - start);
                    var piece = text.ToString(start, cut);
                    text.Remove(start, cut).Insert(start, insert);
                    if (again)
                    {
                        text.Insert(start / 2, piece);
                    }
                }

                if (IsUsed(text.ToString()))
                {
                    Interlocked.Increment(ref used);
                }
            },
            iter: mutations);
        TestContext.Current.TestOutputHelper!.WriteLine($"{mutations:N0} mutations, {used:N0} of them still replies that can be used.");
    }

    private static bool IsUsed(string text)
    {
        var question = Some.Question();
        if (!ReplyReader.TryRead(text, Chunk, out var reply, out var problem))
        {
            problem.Message.ShouldNotBeEmpty();
            return false;
        }

        var (verdicts, redFlags, doubts) = EvidenceCheck.Check(reply, question, Some.Answer());
        var evaluation = new Evaluation(question, Some.Answer(), GraderKind.Judge, verdicts, redFlags, Some.Provenance(), ScoringRules.Default) { Doubts = doubts };
        (evaluation.Score.Value ?? 0).ShouldBeInRange(0, 100);
        return true;
    }
}
