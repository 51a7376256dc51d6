using CsCheck;
using SreEvaluator.Feedback;
using SreEvaluator.Grading;
using SreEvaluator.Grading.Local;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Grading.Local;

public sealed class LocalGraderTests
{
    private const string GoodAnswer =
        "The on-call gets paged and acknowledges. I name an incident commander and a scribe, open a war room, and roll back the last release at once. "
        + "Support and management get an update every thirty minutes. Once the error rate is flat for half an hour we declare it resolved, and a "
        + "blameless post-mortem with action items follows.";

    private static readonly RubricLibrary Rubrics = RubricLibrary.Load(ShippedFiles.Rubrics);
    private static readonly LocalGrader Grader = LocalGrader.Load(ShippedFiles.Models, ScoringRules.Default, TimeProvider.System);
    private static readonly Question Incident = Rubrics.Find("incident-management")!;

    [Fact]
    public async Task Finds_what_a_good_answer_covers_with_the_sentence_that_does()
    {
        var evaluation = await Grader.GradeAsync(Incident, new Answer("a", GoodAnswer), TestContext.Current.CancellationToken);

        var roles = evaluation.Verdicts.Single(verdict => verdict.KeyPoint.Id == "incident-roles");
        roles.Coverage.ShouldBe(Coverage.Covered);
        roles.Evidence.ShouldHaveSingleItem().Quote.ShouldContain("incident commander");
        evaluation.Verdicts.Single(verdict => verdict.KeyPoint.Id == "controlled-changes").Coverage.ShouldBe(Coverage.Missing);
        evaluation.Grader.ShouldBe(GraderKind.Local);
        evaluation.Provenance.Model.ShouldBe("local-grader");
        evaluation.Provenance.ModelVersion.ShouldNotBeNull().Length.ShouldBe(64);
    }

    [Fact]
    public async Task Grades_all_eighteen_questions()
    {
        foreach (var question in Rubrics.Questions)
        {
            var evaluation = await Grader.GradeAsync(question, new Answer("a", GoodAnswer), TestContext.Current.CancellationToken);
            evaluation.Verdicts.Length.ShouldBe(question.KeyPoints.Length);
            evaluation.Score.Value.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Grades_a_question_that_it_was_never_trained_on()
    {
        var question = Some.Question("of-its-own");

        var evaluation = await Grader.GradeAsync(question, new Answer("a", "I would roll back first. Lunch comes later."), TestContext.Current.CancellationToken);

        evaluation.Verdicts.ShouldContain(verdict => verdict.Coverage != Coverage.Missing);
    }

    [Theory]
    [InlineData("Zuerst rolle ich das letzte Release zurück, damit die Nutzer wieder arbeiten können. Dann übernimmt eine Person die Leitung des Vorfalls.")]
    [InlineData("D'abord je reviens à la version précédente pour que les utilisateurs puissent travailler. Ensuite une personne prend la direction de l'incident.")]
    [InlineData("Сначала я откатываю последний релиз, чтобы пользователи могли работать, потом один человек ведёт инцидент.")]
    public void Does_not_assess_what_it_can_t_read(string text)
    {
        var evaluation = Grader.Grade(Incident, new Answer("a", text));

        evaluation.Score.Value.ShouldBeNull();
        evaluation.Doubts.ShouldHaveSingleItem().ShouldStartWith("unknown-words: ");
        CandidateFeedback.Of(evaluation).Summary.ShouldBe(
            "Not assessed: The local grader reads English, and knows too few of the answer's words. That says nothing about your answer.");
    }

    [Theory]
    [InlineData("rollbak, then tell custommers, pstmortem w/o blame")]
    [InlineData("I did it.")]
    public void Assesses_short_and_misspelt_answers(string text) => Grader.Grade(Incident, new Answer("a", text)).Score.Value.ShouldNotBeNull();

    [Fact]
    public void Is_the_same_alone_and_on_many_threads()
    {
        var answers = LabelledAnswers.Read(Path.Combine(Repository.Root, "data", "labelled-answers.jsonl"))
            .Where(answer => answer.Question == Incident.Id)
            .Select(answer => answer.Answer)
            .ToList();
        var alone = answers.ConvertAll(answer => Told(Grader.Grade(Incident, answer)));

        var parallel = new string[answers.Count * 20];
        Parallel.For(0, parallel.Length, i => parallel[i] = Told(Grader.Grade(Incident, answers[i % answers.Count])));
        parallel.ShouldBe(Enumerable.Range(0, parallel.Length).Select(i => alone[i % answers.Count]));
    }

    [Fact]
    public void Any_text_is_graded_or_not_assessed_with_evidence_that_it_holds() =>
        Gen.String[Gen.Char["roll back,.;:\n\u2019\u00E9\u4E2D\uFF01-/1"], 0, 400].Sample(
            text =>
            {
                var answer = new Answer("a", text);
                var evaluation = Grader.Grade(Incident, answer);
                foreach (var evidence in evaluation.Verdicts.SelectMany(verdict => verdict.Evidence))
                {
                    text.Substring(evidence.Start, evidence.Length).ShouldBe(evidence.Quote);
                }
            },
            iter: 200);

    [Theory]
    [InlineData("")]
    [InlineData(" ... \n")]
    public void An_answer_without_a_word_is_not_assessed(string text) =>
        Grader.Grade(Incident, new Answer("a", text)).Score.Value.ShouldBeNull();

    private static string Told(Evaluation evaluation) =>
        string.Join(' ', evaluation.Verdicts.Select(verdict => $"{verdict.Coverage}:{verdict.Confidence:R}:{verdict.Evidence.FirstOrDefault()?.Start}"));
}
