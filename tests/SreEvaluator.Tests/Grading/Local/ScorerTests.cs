using SreEvaluator.Grading.Local;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Local;

public sealed class ScorerTests
{
    private const double Tolerance = 1e-6;

    private static readonly LocalModel Shipped = LocalModelFile.Read(ShippedFiles.Models).Model;

    [Fact]
    public void Plain_arithmetic_says_of_sentences_what_ml_net_says()
    {
        foreach (var model in (CoverageModel[])[Shipped.Known.Value, Shipped.Unknown.Value])
        {
            var rows = Scans().SelectMany(scan => Places(scan).Select(place => (
                new TrainingRow(scan[place.Point, place.Sentence].Values(model.WithQuotes).ToArray(), First: false),
                model.Sentences.Score(scan[place.Point, place.Sentence].Values(model.WithQuotes), pairs: default)))).ToList();

            IsTheSame(model.Sentences, rows);
        }
    }

    [Fact]
    public void Plain_arithmetic_says_of_answers_what_ml_net_says()
    {
        foreach (var model in (CoverageModel[])[Shipped.Known.Value, Shipped.Unknown.Value])
        {
            var rows = Scans().SelectMany(scan => Enumerable.Range(0, scan.Points).Select(point =>
            {
                var row = new float[AnswerRow.SizeOf(model.WithQuotes)];
                AnswerRow.Write(scan, point, CoverageModel.SentenceProbabilities(model.Sentences, scan, model.WithQuotes), model.WithQuotes, row);
                var pairs = model.WithQuotes ? default : scan.Pairs(point);
                return (new TrainingRow(row, First: false) { Pairs = model.WithQuotes ? null : pairs.ByPlace() }, model.Answers.Score(row, pairs));
            })).ToList();

            IsTheSame(model.Answers, rows);
        }
    }

    [Fact]
    public void What_grading_reads_is_what_ml_net_trained()
    {
        foreach (var shipped in (Scorer[])[Shipped.Known.Value.Sentences, Shipped.Known.Value.Answers, Shipped.Unknown.Value.Sentences, Shipped.Unknown.Value.Answers])
        {
            Written(ScorerTraining.Load(shipped.Trained)).ShouldBe(Written(shipped));
        }
    }

    private static IEnumerable<AnswerScan> Scans() => Repository.Labelled.Where((_, place) => place % 10 == 0)
        .Select(labelled => AnswerScan.Of(Shipped.IndexOf(Repository.Rubrics.Find(labelled.Question)!), labelled.Answer.Text));

    private static IEnumerable<(int Point, int Sentence)> Places(AnswerScan scan) =>
        from point in Enumerable.Range(0, scan.Points)
        from sentence in Enumerable.Range(0, scan.Sentences.Count)
        select (point, sentence);

    private static void IsTheSame(Scorer scorer, List<(TrainingRow Row, (float First, float Second) Plain)> rows)
    {
        rows.Count.ShouldBeGreaterThan(150);
        foreach (var ((_, plain), expected) in rows.Zip(ScorerTraining.Score(scorer.Trained, rows.ConvertAll(row => row.Row))))
        {
            ((double)plain.First).ShouldBe(expected.First, Tolerance);
            ((double)plain.Second).ShouldBe(expected.Second, Tolerance);
        }
    }

    private static byte[] Written(Scorer scorer)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        scorer.Write(writer);
        return content.ToArray();
    }
}
