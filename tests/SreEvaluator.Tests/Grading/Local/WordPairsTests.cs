using CsCheck;
using SreEvaluator.Grading.Local;

namespace SreEvaluator.Tests.Grading.Local;

public sealed class WordPairsTests
{
    private static readonly Gen<WeighedStem[]> Stems = Gen.Select(Gen.Int, Gen.Float[0, 1], (stem, weight) => new WeighedStem(stem, weight)).Array[0, 20];

    [Fact]
    public void What_grading_adds_up_is_what_training_sees() =>
        Gen.Select(Stems, Stems, Gen.Int[0, 1_000]).Sample((said, wanted, seed) =>
        {
            var weights = Enumerable.Range(0, WordPairs.Places).Select(place => MathF.Sin(place + seed)).ToArray();
            var (places, sums) = new WordPairs(said, wanted).ByPlace();

            new WordPairs(said, wanted).Times(weights).ShouldBe(places.Zip(sums, (place, sum) => sum * weights[place]).Sum(), 1e-3f);
            places.ShouldBe(places.Distinct().Order());
        });

    [Fact]
    public void Each_stem_of_the_statement_meets_each_of_the_answer_and_stands_by_itself()
    {
        var (places, sums) = new WordPairs([new(1, 0.6f), new(2, 0.8f)], [new(3, 1)]).ByPlace();

        places.Length.ShouldBe(3);
        sums.Order().ShouldBe([0.6f, 0.8f, 2]);
    }

    [Fact]
    public void A_pair_is_not_the_same_the_other_way_round() =>
        new WordPairs([new(1, 1)], [new(2, 1)]).ByPlace().Places.ShouldNotBe(new WordPairs([new(2, 1)], [new(1, 1)]).ByPlace().Places);

    [Fact]
    public void Which_words_stand_for_others_is_learnt()
    {
        WeighedStem[] wanted = [new(100, 1)];
        WeighedStem[] other = [new(101, 1)];
        WeighedStem[] said = [new(1, 1)];
        var rows = Enumerable.Range(0, 400).Select(place =>
        {
            var makes = place % 2 == 0;
            return new TrainingRow([place % 7], makes) { Pairs = new WordPairs(said, makes ? wanted : other).ByPlace() };
        }).ToList();

        var scorer = ScorerTraining.Train(rows, new TreeShape(Trees: 5, Leaves: 4, LeastRowsInLeaf: 20, LearningRate: 0.1), new Penalty(L1: 0, L2: 2), classes: 1);

        var standsFor = scorer.Score([1], new WordPairs(said, wanted)).First;
        var doesNot = scorer.Score([1], new WordPairs(said, other)).First;
        standsFor.ShouldBeGreaterThan(0.6f);
        doesNot.ShouldBeLessThan(0.4f);
    }

    [Fact]
    public void How_often_answers_make_points_of_a_kind_is_learnt()
    {
        WeighedStem[] often = [new(100, 1)];
        WeighedStem[] seldom = [new(101, 1)];
        var rows = Enumerable.Range(0, 400).Select(place =>
        {
            var makes = place % 2 == 0;
            return new TrainingRow([place % 7], makes) { Pairs = new WordPairs([new(place, 1)], makes ? often : seldom).ByPlace() };
        }).ToList();

        var scorer = ScorerTraining.Train(rows, new TreeShape(Trees: 5, Leaves: 4, LeastRowsInLeaf: 20, LearningRate: 0.1), new Penalty(L1: 0, L2: 2), classes: 1);

        WeighedStem[] unheard = [new(1_000, 1)];
        scorer.Score([1], new WordPairs(unheard, often)).First.ShouldBeGreaterThan(0.6f);
        scorer.Score([1], new WordPairs(unheard, seldom)).First.ShouldBeLessThan(0.4f);
    }

    [Fact]
    public void Where_pairs_do_not_count_there_is_nothing_to_add_up() =>
        new WordPairs([new(1, 1)], [new(2, 1)]).Times([]).ShouldBe(0);
}
