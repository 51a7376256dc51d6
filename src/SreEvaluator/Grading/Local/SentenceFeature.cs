namespace SreEvaluator.Grading.Local;

/// <summary>What is known of a key point in a sentence. Those from <see cref="CoveredQuote"/> on need labelled quotes.</summary>
internal enum SentenceFeature
{
    /// <summary>How many cues of the point fire.</summary>
    CuesFired,

    /// <summary>The most groups of a cue that fires.</summary>
    GroupsFired,

    /// <summary>The largest share of its groups that a cue of several groups has here.</summary>
    GroupShare,

    /// <summary>How many groups of its cues have a stem here, whether the cue fires or not.</summary>
    CueGroups,

    /// <summary>What the stems of its cues that are here count together, each once; see <see cref="CueStems"/>.</summary>
    CueWeight,

    /// <summary>What the one that counts most does.</summary>
    CueMost,

    /// <summary>By how much they count more than those of any other point.</summary>
    CueMargin,

    /// <summary>A cue fires only on words that are denied.</summary>
    FiresDenied,

    /// <summary>A cue fires here, or here and in a neighbouring sentence together.</summary>
    FiresNear,

    /// <summary>The share of the statement's stems, by weight, that are here.</summary>
    StatementRecall,

    /// <summary>The same among all words, denied or not.</summary>
    RawRecall,

    /// <summary>The same of the statement's stems that are new: not the question's, and not of words that only tie others together.</summary>
    NovelRecall,

    /// <summary>The share of the statement's pairs of neighbouring stems that are here.</summary>
    PairRecall,

    /// <summary>The share of the statement's runs of characters, by weight, that are here.</summary>
    CharacterRecall,

    /// <summary>The share of the statement's numbers, and of letters that stand for something, that are not here.</summary>
    NumbersMissing,

    /// <summary>How many opposites of the statement's words are here: "open" where it says "closed".</summary>
    Opposites,

    /// <summary>The share of the sentence's stems, by weight and without the question's, that the statement says too.</summary>
    NovelPrecision,

    /// <summary>The share of the statement's stems that are here in the same order.</summary>
    CommonOrder,

    /// <summary>How telling the most telling stem of the statement is that is not here, as a share of its most telling stem.</summary>
    MissingMost,

    /// <summary>The largest share of an exemplar's stems, by weight, that are here.</summary>
    ExemplarRecall,

    /// <summary>Whether one of statement and sentence denies and the other does not.</summary>
    DenialMismatch,

    /// <summary>The logarithm of how much longer the sentence is than the statement.</summary>
    LengthRatio,

    /// <summary>The cosine with the statement, by stems.</summary>
    StatementCosine,

    /// <summary>The cosine with what counts as covered, by stems.</summary>
    CriterionCosine,

    /// <summary>The largest cosine with an exemplar, by stems.</summary>
    ExemplarCosine,

    /// <summary>The largest cosine with the statement or an exemplar, by characters.</summary>
    RubricCharacters,

    /// <summary>By how much the point's own texts are nearer than those of any other point.</summary>
    RubricMargin,

    /// <summary>What its words tell of the point by the texts of the rubric, together; see <see cref="TellingStems"/>.</summary>
    Telling,

    /// <summary>What the word that tells most does.</summary>
    TellingMost,

    /// <summary>By how much they tell more of the point than of any other.</summary>
    TellingMargin,

    /// <summary>How many other points have a cue that fires.</summary>
    OthersFired,

    /// <summary>The logarithm of the number of words.</summary>
    Length,

    /// <summary>Where in the answer: 0 first, 1 last.</summary>
    Position,

    /// <summary>How many words deny.</summary>
    Denials,

    /// <summary>How many words make a wish or a guess of it.</summary>
    Wishes,

    /// <summary>The share of its words, by weight, that the question says itself.</summary>
    Echo,

    /// <summary>Commas, slashes and pluses a word.</summary>
    Separators,

    /// <summary>The share of words that tie others together; lists of terms have few.</summary>
    FunctionWords,

    /// <summary>The share of words in the past tense.</summary>
    Past,

    /// <summary>The largest cosine with a covered quote, by stems.</summary>
    CoveredQuote,

    /// <summary>The largest cosine with a partial quote, by stems.</summary>
    PartialQuote,

    /// <summary>The mean of the three largest cosines with quotes, by stems.</summary>
    QuoteMean,

    /// <summary>The largest cosine with a quote, by characters.</summary>
    QuoteCharacters,

    /// <summary>By how much the point's quotes are nearer than those of any other point, by stems.</summary>
    QuoteMargin,

    /// <summary>The same by characters.</summary>
    QuoteCharacterMargin,

    /// <summary>What its words tell of the point by the quotes too.</summary>
    QuoteTelling,

    /// <summary>What the word that tells most does.</summary>
    QuoteTellingMost,

    /// <summary>By how much they tell more of the point than of any other.</summary>
    QuoteTellingMargin,

    /// <summary>How many quotes the point has, as a share of what the point with the most has: how often answers make it.</summary>
    QuoteShare,

    /// <summary>The share of the point's quotes that cover it.</summary>
    CoveredShare,
}
