namespace SreEvaluator.Grading;

/// <summary>
/// The kinds of <see cref="Evaluation.Doubts"/>: the words before the colon. They stay the same; more may come. Each asks for a person, and none of them by
/// itself changes a score.
/// </summary>
public static class Doubt
{
    /// <summary>The answer speaks to whoever grades it. The detail is the kind of speech.</summary>
    public const string Injection = "injection";

    /// <summary>The answer holds text that people don't see or can't read. The detail says how.</summary>
    public const string HiddenText = "hidden-text";

    /// <summary>The answer holds controls that show it in another order than it has.</summary>
    public const string BidiControl = "bidi-control";

    /// <summary>Words mix Latin letters with letters of another script that look like them.</summary>
    public const string MixedScript = "mixed-script";

    /// <summary>Most of the answer repeats the question.</summary>
    public const string QuestionEcho = "question-echo";

    /// <summary>The answer holds long passages of the rubric, which the candidate should not have seen.</summary>
    public const string RubricLeak = "rubric-leak";

    /// <summary>Much of the answer is a list of keywords or of alternatives, with nothing said about them.</summary>
    public const string KeywordList = "keyword-list";

    /// <summary>The answer is far longer than answers are.</summary>
    public const string ExcessiveLength = "excessive-length";

    /// <summary>The answer says the same again and again.</summary>
    public const string Repetition = "repetition";

    /// <summary>The answer takes back what it said.</summary>
    public const string Retraction = "retraction";

    /// <summary>The local grader does not know most of the answer's words: it may be in another language.</summary>
    public const string UnknownWords = "unknown-words";

    /// <summary>The answer holds no letter and no digit.</summary>
    public const string Empty = "empty";

    /// <summary>The answer does not hold the quote. The detail, here and below, is the key point or red flag.</summary>
    public const string QuoteNotFound = "quote-not-found";

    /// <summary>The quote only repeats the question.</summary>
    public const string QuoteEchoesQuestion = "quote-echoes-question";

    /// <summary>The quote only repeats the rubric.</summary>
    public const string QuoteEchoesRubric = "quote-echoes-rubric";

    /// <summary>The quote stands in a bare list of keywords or of alternatives.</summary>
    public const string QuoteIsKeywordList = "quote-is-keyword-list";

    /// <summary>The quote's own sentence, or the next one, rejects what it says of the point.</summary>
    public const string QuoteIsDenied = "quote-is-denied";

    /// <summary>The quote speaks to whoever grades, and says nothing of the point.</summary>
    public const string QuoteIsInstruction = "quote-is-instruction";

    /// <summary>The quote holds too little to say anything.</summary>
    public const string QuoteTooThin = "quote-too-thin";

    /// <summary>One quote serves key points that it has hardly a word in common with. The detail names the points.</summary>
    public const string QuoteShared = "quote-shared";

    /// <summary>Credit for several points stands on quotes that have hardly a word in common with them. The detail names the points.</summary>
    public const string QuoteUnrelated = "quote-unrelated";
}
