using SreEvaluator.Grading;
using SreEvaluator.Grading.Local;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Local;

public sealed class LocalModelTests : IDisposable
{
    /// <summary>Processors round alike only nearly.</summary>
    private const double Tolerance = 1e-3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Training_again_gives_the_predictions_of_the_shipped_model()
    {
        var rubrics = RubricLibrary.Load(ShippedFiles.Rubrics);
        var answers = LabelledAnswers.Read(Path.Combine(Repository.Root, "data", "labelled-answers.jsonl"));
        var (shipped, _) = LocalModelFile.Read(ShippedFiles.Models);

        var trained = LocalModel.Fit(rubrics, answers, TestContext.Current.CancellationToken);

        foreach (var question in answers.GroupBy(answer => answer.Question))
        {
            var scans = question.Select(answer => AnswerScan.Of(trained.IndexOf(rubrics.Find(question.Key)!), answer.Answer.Text)).ToList();
            foreach (var scan in scans)
            {
                foreach (var (again, before) in trained.Known.Value.Find(scan).Zip(shipped.Known.Value.Find(scan)).Concat(
                    trained.Unknown.Value.Find(scan).Zip(shipped.Unknown.Value.Find(scan))))
                {
                    ((double)again.Credit).ShouldBe(before.Credit, Tolerance);
                    ((double)again.Covered).ShouldBe(before.Covered, Tolerance);
                }
            }
        }

        trained.Quotes.ShouldBe(shipped.Quotes);
    }

    [Fact]
    public void A_missing_model_says_what_to_do() =>
        Should.Throw<InputException>(() => LocalGrader.Load(_folder.FullName, ScoringRules.Default, TimeProvider.System))
            .Message.ShouldBe(
                $"{Path.Combine(_folder.FullName, "local-grader.zip")}: found no such file; expected a model that `sre-evaluator train` wrote. "
                + "Restore the file, or make it anew with `sre-evaluator train`.");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void A_model_that_was_cut_is_refused(int bytes)
    {
        var whole = File.ReadAllBytes(Path.Combine(ShippedFiles.Models, LocalModelFile.Name));
        File.WriteAllBytes(Path.Combine(_folder.FullName, LocalModelFile.Name), whole[..bytes]);

        Should.Throw<InputException>(() => LocalModelFile.Read(_folder.FullName)).Message.ShouldContain("no whole model");
    }

    [Fact]
    public void A_model_in_which_a_byte_was_changed_is_refused_or_the_same()
    {
        var whole = File.ReadAllBytes(Path.Combine(ShippedFiles.Models, LocalModelFile.Name));
        var random = new Random(20261125);
        for (var i = 0; i < 50; i++)
        {
            byte[] changed = [.. whole];
            changed[random.Next(changed.Length)] ^= (byte)(1 + random.Next(255));
            File.WriteAllBytes(Path.Combine(_folder.FullName, LocalModelFile.Name), changed);
            try
            {
                LocalModelFile.Read(_folder.FullName).Model.Quotes.Length.ShouldBeGreaterThan(0);
            }
            catch (InputException)
            {
                // Refused with a message, as it should be.
            }
        }
    }

    [Fact]
    public void The_card_holds_the_hash_of_the_model() =>
        File.ReadAllText(Path.Combine(ShippedFiles.Models, LocalModelCard.Name)).ShouldContain(LocalModelFile.Read(ShippedFiles.Models).Hash);

    [Fact]
    public void Too_few_answers_are_refused() =>
        Should.Throw<InputException>(() => LocalTraining.Train(
            RubricLibrary.Load(ShippedFiles.Rubrics), [], [], _folder.FullName, ScoringRules.Default, progress: null, TestContext.Current.CancellationToken))
            .Message.ShouldContain("at least 4");
}
