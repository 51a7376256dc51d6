using System.Buffers;
using System.Text.RegularExpressions;

namespace SreEvaluator.Grading;

/// <summary>
/// Patterns of text that speaks to whoever grades. They are general on purpose: what slips past them meets the evidence rules, and what they see only goes to a
/// person.
/// </summary>
internal static partial class Injections
{
    private const RegexOptions Loose = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline;

    /// <summary>How far around a quoted order the words that discuss it are looked for.</summary>
    private const int Around = 160;

    private static readonly SearchValues<char> ClosingQuotes = SearchValues.Create("\"'`\u201D\u2019\u00BB");

    private static readonly (string Name, Regex Pattern)[] All =
    [
        ("order to the grader", Order()),
        ("order to the grader", OtherLanguages()),
        ("demand for a grade", Demand()),
        ("praise of the answer itself", Praise()),
        ("address to the grader", Address()),
        ("note of authority", Authority()),
        ("changed criteria", Criteria()),
        ("role tags", RoleTags()),
        ("verdict in the reply's form", VerdictJson()),
        ("conversation with the grader", Conversation()),
        ("agreed grade", Agreed()),
        ("worked example of grading", Example()),
        ("end of the answer", Delimiter()),
        ("request for the rubric", Leak()),
    ];

    /// <summary>Where a text speaks to whoever grades, and how. An order that is quoted and discussed, as answers about security do, is none.</summary>
    /// <param name="text">The text, without invisible characters.</param>
    public static IEnumerable<(string Name, int Start, int Length)> In(string text) =>
        (from kind in All
         from Match match in kind.Pattern.Matches(text)
         where !IsDiscussed(text, match)
         select (kind.Name, match.Index, match.Length))
        .Concat(from Match match in Order().Matches(Turned(text)) select ("order in ROT13", match.Index, match.Length));

    private static string Turned(string text) => string.Create(text.Length, text, static (turned, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            var first = char.IsAsciiLetterLower(text[i]) ? 'a' : 'A';
            turned[i] = char.IsAsciiLetter(text[i]) ? (char)(first + ((text[i] - first + 13) % 26)) : text[i];
        }
    });

    private static bool IsDiscussed(string text, Match match)
    {
        var start = Math.Max(0, match.Index - Around);
        var end = Math.Min(text.Length, match.Index + match.Length + Around);
        var before = text.AsSpan(0, match.Index);
        before = before[(before.LastIndexOf('\n') + 1)..];
        var after = text.AsSpan(match.Index + match.Length);
        after = after.IndexOf('\n') is >= 0 and var line ? after[..line] : after;
        return IsOpen(before) && after.ContainsAny(ClosingQuotes) && Discussion().IsMatch(text.AsSpan(start, end - start));
    }

    /// <summary>Whether a quotation mark before a place has not been closed again.</summary>
    private static bool IsOpen(ReadOnlySpan<char> before) =>
        before.Count('"') % 2 == 1
        || before.Count('`') % 2 == 1
        || before.Count('\u201C') > before.Count('\u201D')
        || before.Count('\u2018') > before.Count('\u2019')
        || before.Count('\u00AB') > before.Count('\u00BB')
        || before.LastIndexOf(" '") > before.LastIndexOf("' ");

    [GeneratedRegex(@"\b(prompt.injection|injections?|attack(er)?s?|malicious|hostile|untrusted|adversar\w*|jailbreak\w*|payload|saniti[sz]\w*|user input)\b", Loose)]
    private static partial Regex Discussion();

    [GeneratedRegex(
        """
        \b(ignore|disregard|forget|override|bypass|overrule|do\ not\ (follow|apply|use)|don'?t\ (follow|apply|use))\b[^.\n]{0,40}?\b
        ((all|any|your|the|previous|prior|above|earlier|preceding|these|those|grading|system)\ ){1,3}(instructions?|prompts?|rubric|criteria|key\ ?points?|directives?|guidelines|grading|evaluation)\b
        | \b(ignore|disregard|forget)\ (everything|all|anything)\ (above|before|you\ (were|have\ been)|that\ (came|was\ said)|so\ far)\b
        | \byour\ (new|real|actual|only)\ (task|instructions?|job|role|goal)\ (is|are)\b
        | \byou\ (must|should|will|shall|have\ to|are\ (now\ )?(required|instructed|ordered|authori[sz]ed)\ to)\ (now\ )?(mark|grade|score|rate|award|credit|give|accept|pass)\b
        """, Loose | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Order();

    [GeneratedRegex(
        """
        \b(ignorier\w*|vergiss|vergessen\ sie|missacht\w*)\b[^.\n]{0,50}(anweisung|vorgaben|instruktion|bewertung)
        | \b(ignore[rz]?|oublie[rz]?|ne\ tene?z\ pas\ compte)\b[^.\n]{0,50}\b(consignes|instructions\ (pr[ée]c[ée]dentes|ci-dessus)|les\ instructions|bar[èe]me)
        | \b(ignor[ae]|ignoren|olvid[ae]|descart[ae]|dimentica|esque[çc]a|desconsidere)\b[^.\n]{0,50}\b(instrucciones|istruzioni|instru[çc][õo]es|criterios|crit[ée]rios|criteri)
        | \bnegeer\b[^.\n]{0,50}\binstructies | \b(zignoruj|zapomnij)\b[^.\n]{0,50}\b(instrukcj|polece)
        | (игнорир\w*|проигнорир\w*|забудь\w*)[^.\n]{0,50}(инструкци|указани|критери)
        | (忽略|无视|無視|忘记)[^。\n]{0,20}(指令|指示|说明|規則|规则|提示|标准) | (指示|命令|ルール|採点基準)[^。\n]{0,10}無視 | 이전[^.\n]{0,20}(지시|명령)[^.\n]{0,10}무시
        """, Loose | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex OtherLanguages();

    [GeneratedRegex(
        """
        \b(mark|grade|score|rate|treat|count|return|give|award|assign|accept|consider|label|classify)\b[^.\n]{0,30}?\b(all|any|every|each|this|these|my|the|following)\ (\w+\ ){0,2}?
        (key\ ?points?|answer|response|candidate|submission|criteri(a|on)|verdicts?|rubric|items?)\b[^.\n]{0,40}?\b(covered|full|perfect|maximum|highest|100|10/10|excellent|pass(ed)?|as\ (met|correct|true))\b
        | \b(give|award|assign|grant|deserves?|deserving)\b[^.\n]{0,30}?\b(full|top|maximum|highest|perfect|complete)\ (marks?|credit|scores?|points|grade)\b
        | \b(set|output|return|reply|respond)\b[^.\n]{0,40}?\b(verdicts?|score|confidence)\b[^.\n]{0,20}?\b(covered|to\ 1|100|1\.0|full)\b
        | \b(please|pls|beg|need|want|deserve)\b[^.\n]{0,60}?\b(full|good|high|top|passing)\ (marks?|scores?|grade|credit)\b
        | \bi\ (will|'ll|shall|am\ going\ to)\ (report|sue|complain)\b[^.\n]{0,60}?\b(you|score|grade|grading|fail|mark)
        """, Loose | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Demand();

    [GeneratedRegex(
        """
        \b(this|my|the)\ (answer|response|submission|brevity|conciseness|reply)\b[^.\n]{0,40}?\b(covers|addresses|meets|satisfies|fulfil?ls|demonstrates|shows|proves|implies|reflects|deserves|contains)\b
            [^.\n]{0,40}?\b(all|every|each|full|fully|mastery|expert\w*|complete\w*|key\ ?points?|criteria|senior\w*)\b
        | \b(this|my|the)\ (answer|response|submission)\ (is|was|counts?\ as|qualifies\ as)\b[^.\n]{0,40}?\b(complete|correct|perfect|exemplary|flawless|full|excellent|the\ model|the\ reference|sufficient)\b
        | \b(criteri(on|a)|key\ ?points?|requirements?|rubric\ items?)\ (\W?\w+\ ){0,2}?((is|are|was|were)\ )?(clearly\ |fully\ |all\ )?(met|satisfied|covered|fulfilled)\b
        | \b(experts?|graders?|evaluators?|judges|interviewers|reviewers|professors|models)\b[^.\n]{0,60}?\b(agreed?|rated?|gave|scored?|considers?|confirmed|graded|call(ed)?)\b
            [^.\n]{0,60}?\b(this|my)\ (answer|response|submission|approach)\b
        """, Loose | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Praise();

    [GeneratedRegex(
        """
        \b(dear|attention|attn|note\ to|message\ (to|for)|instructions?\ (to|for)|hey|hello|hi)[\ ,:]+(the\ )?(ai|llm|gpt\S*|chatgpt|claude|gemini|copilot|grader|evaluator|language\ model|grading\ \w+|automated\ \w+)\b
        | \byou\ are\ (now\ )?(a|an|the)\ (\w+\ ){0,2}(grader|evaluator|ai|llm|language\ model|assistant|judge)\b
        | \bas\ an\ ai\b | \bif\ you\ are\ (a|an)\ (ai|llm|language\ model)\b
        """, Loose | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Address();

    [GeneratedRegex(
        """
        [\[(<{*\#=]{1,3}\ ?(SYSTEM|ADMIN|ADMINISTRATOR|DEVELOPER|OPENAI|ANTHROPIC|GRADER|EXAMINER|EVALUATOR|MODERATOR|INTERNAL)\b[^\n]{0,40}?[\])>}*:]
        | ^\s*(SYSTEM|ADMIN|ADMINISTRATOR|DEVELOPER|EXAMINER)(\ [A-Z]+)?\s*:
        | (?i:\bsystem\ (message|prompt|override|notice|note)\s*:)
        | (?i:\bthis\ (answer|candidate|response|submission)\ (has|was)\ (already\ )?(been\ )?(reviewed|approved|verified|pre-?approved|graded|checked)\b)
        """, RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Authority();

    [GeneratedRegex(
        """
        \b(new|updated|revised|amended|corrected|changed|current)\ (\w+\ )?(rubric|(grading|scoring|marking|evaluation|assessment)\ (criteria|rubric|rules|guide|guidelines|policy))\b
        | \b(rubric|(grading|scoring|marking|evaluation|assessment)\ (criteria|rules|guide|guidelines|policy))\b[^.\n]{0,30}?\b(updated|changed|replaced|revised|superseded|amended|no\ longer)\b
        """, Loose | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Criteria();

    [GeneratedRegex(
        """
        <\|\s*\w+\s*\|> | </?message\b[^>\n]{0,60}> | </?(system|assistant|instructions?|rubric|candidate_answer|answer)> | \[/?INST\] | <</?SYS>>
        | ^\#{2,}\s*(system|instructions?|assistant)\s*:?\s*$
        """, Loose | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex RoleTags();

    [GeneratedRegex("""["']?(keyPoints|redFlags)["']?\s*:\s*\{|["']verdict["']\s*:\s*["']|["'](quotes|confidence)["']\s*:\s*[\[0-9]""", Loose)]
    private static partial Regex VerdictJson();

    [GeneratedRegex(@"^\W{0,4}(assistant|grader|judge|evaluator|examiner|ai|llm)\W{0,3}:\s*\S", Loose)]
    private static partial Regex Conversation();

    [GeneratedRegex(@"\b(agreed|confirmed|settled|decided)\b[^.\n]{0,40}?\b(score|grade|marks?|verdicts?|full credit)\b", Loose)]
    private static partial Regex Agreed();

    [GeneratedRegex(
        @"\b(verdicts?|scores?|grades?|evaluation)\s*[:=]\s*[""']?(covered|full|100|10/10|perfect|strong|excellent|pass|all\b)|\b(example|sample)\s+(\d+\s+)?(of\s+)?(a\s+)?(graded|correct|full.mark)\w*\b|\b(example|sample)\s+(grading|evaluation|verdict)s?\b",
        Loose)]
    private static partial Regex Example();

    [GeneratedRegex(
        """
        ={3,}\s*[0-9a-f]{6,}\s*={3,} | \b(the\ )?(candidate'?s?\ )?(answer|submission)\ ends\ here\b | [-=<\[\#*]{2,}\s*/?\s*(end|begin|start)\b[^\n]{0,20}\b(answer|submission|response|candidate|input|prompt|data)\b
        """, Loose | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Delimiter();

    [GeneratedRegex(
        """
        \b(reveal|show|print|repeat|output|list|give|tell|quote|copy|include|write)\b[^.\n]{0,40}?\b(system\ prompt|rubric|grading\ criteria|(your|hidden|secret|initial|the\ above)\ (instructions|prompt|key\ ?points)|model\ answer)\b
        """, Loose | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Leak();
}
