using System.Collections.Immutable;
using System.Globalization;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>Grades on this machine with an ML.NET model over what sentences say of key points. Deterministic; safe for use by many threads.</summary>
public sealed class LocalGrader : IGrader
{
    /// <summary>What provenance calls the model.</summary>
    public const string ModelName = "local-grader";

    /// <summary>Where something speaks against the credit that the model found, the calibration says nothing.</summary>
    private const double MostConfidenceInDoubt = 0.3;

    /// <summary>
    /// Where it knows a smaller share of the words, it can't tell what they say. What was learnt of other writers knows 0.64 of a labelled answer at least; of
    /// 22,000 English texts about electricity, school science and news one in 800 has fewer than half known; of paragraphs in German, French, Spanish and Dutch
    /// 0.18 to 0.45 of the words are known.
    /// </summary>
    private const double LeastKnown = 0.5;

    /// <summary>The fewest words of which such a share says anything.</summary>
    private const int LeastWords = 10;

    /// <summary>The fewest stems that a model has to have learnt for what it does not know to be another language; that of thirty labelled answers has more.</summary>
    private const int LeastStems = 1_000;

    private readonly LocalModel _model;
    private readonly string? _hash;
    private readonly ScoringRules _rules;
    private readonly TimeProvider _time;

    internal LocalGrader(LocalModel model, string? hash, ScoringRules rules, TimeProvider time)
    {
        _model = model;
        _hash = hash;
        _rules = rules;
        _time = time;
    }

    /// <summary>All that shapes what it says of an answer, apart from the rubric, by the names of the settings; of its model the SHA-256.</summary>
    public IReadOnlyDictionary<string, string> Settings => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        [$"{GradingOptions.Section}:{nameof(GradingOptions.Models)}"] = _hash ?? string.Empty,
        [$"{GradingOptions.Section}:{nameof(GradingOptions.RedFlagDeduction)}"] = _rules.RedFlagDeduction.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Loads the model that <c>sre-evaluator train</c> wrote.</summary>
    /// <param name="folder">The models folder.</param>
    /// <param name="rules">The numbers of the score.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InputException">The model is missing or broken.</exception>
    public static LocalGrader Load(string folder, ScoringRules rules, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(time);
        var (model, hash) = LocalModelFile.Read(folder);
        return new LocalGrader(model, hash, rules, time);
    }

    /// <inheritdoc/>
    public Task<Evaluation> GradeAsync(Question question, Answer answer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Grade(question, answer));
    }

    /// <summary>Grades an answer on the calling thread.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answer">The answer.</param>
    public Evaluation Grade(Question question, Answer answer)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        var started = _time.GetTimestamp();
        var index = _model.IndexOf(question);
        var model = _model.CoverageModelOf(index);
        var scan = AnswerScan.Of(index, answer.Text);
        if (scan.All.Count == 0)
        {
            return NotAssessed("The answer holds no word.");
        }

        var known = _model.Weights.ShareKnown(scan.All.SelectMany(sentence => sentence.Words));
        if (known < LeastKnown && _model.Weights.Stems.Length >= LeastStems && scan.All.Sum(sentence => sentence.Words.Length) >= LeastWords)
        {
            var share = string.Create(CultureInfo.InvariantCulture, $"{100 * known:0}% of the words are known");
            return NotAssessed("The local grader reads English, and knows too few of the answer's words.") with { Doubts = [new Signal(Doubt.UnknownWords, share).ToString()] };
        }

        return Evaluate(answer, scan, model.Find(scan), model.Rule, started);

        Evaluation NotAssessed(string reason) =>
            Evaluation.NotAssessed(question, answer, GraderKind.Local, reason, ProvenanceOf(question, _time.GetElapsedTime(started)));
    }

    /// <summary>Whether the model learnt from a labelled answer: whether it remembers a quote of it. Figures on such answers flatter it.</summary>
    /// <param name="labelled">The labelled answer.</param>
    public bool HasLearntFrom(LabelledAnswer labelled) => LabelledQuote.Of([labelled]).Any(_model.Quotes.Contains);

    private Evaluation Evaluate(Answer answer, AnswerScan scan, PointFinding[] findings, VerdictRule rule, long started)
    {
        var question = scan.Index.Question;
        var objections = new Objections(scan.Index, answer.Text, scan.All);
        var weighed = question.KeyPoints.Select((keyPoint, point) => VerdictOf(keyPoint, findings[point], rule, answer, scan, objections)).ToList();
        var doubts = weighed.Where(item => item.Doubt is not null)
            .GroupBy(item => item.Doubt!, item => item.Verdict.KeyPoint.Id, StringComparer.Ordinal)
            .Select(group => new Signal(group.Key, string.Join(", ", group)).ToString());
        return new Evaluation(
            question,
            answer,
            GraderKind.Local,
            weighed.Select(item => item.Verdict),
            RedFlagFinder.Find(scan.Index, answer, scan.All),
            ProvenanceOf(question, _time.GetElapsedTime(started)),
            _rules) with
        {
            Doubts = [.. doubts],
        };
    }

    private static (Verdict Verdict, string? Doubt) VerdictOf(
        KeyPoint keyPoint, PointFinding finding, VerdictRule rule, Answer answer, AnswerScan scan, Objections objections)
    {
        var (coverage, doubt) = objections.Weigh(keyPoint, rule.CoverageOf(finding), scan.PlaceOf(finding.BestSentence));
        var sentence = scan.Sentences[finding.BestSentence];
        ImmutableArray<Evidence> evidence = coverage == Coverage.Missing ? [] : [Evidence.At(answer, sentence.Start, sentence.Length)];
        var confidence = rule.ConfidenceIn(finding);
        return doubt is null
            ? (new Verdict(keyPoint, coverage, evidence, ReasonFor(coverage), confidence), null)
            : (new Verdict(keyPoint, coverage, evidence, "Words of this point are there, but the answer does not stand by them.", Math.Min(confidence, MostConfidenceInDoubt)), doubt);
    }

    private static string ReasonFor(Coverage coverage) => coverage switch
    {
        Coverage.Covered => "The quoted words make this point.",
        Coverage.Partial => "The quoted words touch this point without making it whole.",
        _ => "No sentence makes this point.",
    };

    private Provenance ProvenanceOf(Question question, TimeSpan duration) => new()
    {
        RubricVersion = question.RubricVersion,
        RubricHash = question.RubricHash,
        Model = ModelName,
        ModelVersion = _hash,
        At = _time.GetUtcNow(),
        Duration = duration,
    };
}
