using CsCheck;
using SreEvaluator.Agreement;

namespace SreEvaluator.Tests.Agreement;

/// <summary>Accuracy, F1 and kappa against published examples, and what holds for any table.</summary>
public sealed class ConfusionTableTests
{
    private const int Classes = 3;

    private static readonly Gen<(int Reference, int Rated)[]> AnyItems =
        Gen.Select(Gen.Int[0, Classes - 1], Gen.Int[0, Classes - 1]).Array[1, 60];

    [Fact]
    public void Kappa_of_Cohens_example_is_492_thousandths()
    {
        // Cohen, "Weighted kappa" (1968), table 1: two psychiatrists, 200 patients.
        var table = new ConfusionTable(3, [88, 14, 18, 10, 40, 10, 2, 6, 12]);

        table.Kappa!.Value.ShouldBe(0.492, 0.0005);
    }

    [Fact]
    public void Weighted_kappa_of_Cohens_example_is_348_thousandths()
    {
        // The same table with the weights that it is given there.
        double[,] weights = { { 0, 1, 3 }, { 1, 0, 6 }, { 3, 6, 0 } };
        var table = new ConfusionTable(3, [88, 14, 18, 10, 40, 10, 2, 6, 12]);

        table.WeightedKappa((reference, rated) => weights[reference, rated])!.Value.ShouldBe(0.348, 0.0005);
    }

    [Theory]
    [InlineData(20, 5, 10, 15, 0.40)]
    [InlineData(45, 15, 25, 15, 0.1304)]
    [InlineData(25, 35, 5, 35, 0.2593)]
    public void Kappa_of_two_readers_of_proposals(long bothYes, long yesNo, long noYes, long bothNo, double kappa)
    {
        // The grant proposals and the two further tables of Wikipedia's article "Cohen's kappa".
        var table = new ConfusionTable(2, [bothYes, yesNo, noYes, bothNo]);

        table.Kappa!.Value.ShouldBe(kappa, 0.0001);
        table.QuadraticKappa.ShouldBe(table.Kappa, "with two classes all disagreements are alike");
    }

    [Fact]
    public void Macro_F1_of_the_example_in_scikit_learns_documentation()
    {
        // sklearn.metrics.f1_score: y_true = [0, 1, 2, 0, 1, 2], y_pred = [0, 2, 1, 0, 0, 1]; macro 0.26..., micro 0.33...
        var table = Of([(0, 0), (1, 2), (2, 1), (0, 0), (1, 0), (2, 1)]);

        table.MacroF1!.Value.ShouldBe(0.8 / 3, 1e-9);
        table.Accuracy!.Value.ShouldBe(1 / 3.0, 1e-9);
    }

    [Fact]
    public void Precision_recall_and_F1_of_the_report_in_scikit_learns_documentation()
    {
        // sklearn.metrics.classification_report: y_true = [0, 1, 2, 2, 2], y_pred = [0, 0, 2, 2, 1].
        var table = Of([(0, 0), (1, 0), (2, 2), (2, 2), (2, 1)]);
        ClassFigures[] classes = [.. Enumerable.Range(0, 3).Select(label => new ClassFigures(table.Row(label), table.Column(label), table[label, label]))];

        classes.Select(figures => figures.Precision).ShouldBe([0.5, 0, 1]);
        classes.Select(figures => Math.Round(figures.Recall!.Value, 2)).ShouldBe([1, 0, 0.67]);
        classes.Select(figures => Math.Round(figures.F1!.Value, 2)).ShouldBe([0.67, 0, 0.8]);
        classes.Select(figures => figures.Labelled).ShouldBe([1, 1, 3]);
    }

    [Fact]
    public void Macro_F1_leaves_out_a_class_that_occurs_nowhere() => Of([(0, 0), (1, 1), (1, 1)]).MacroF1.ShouldBe(1);

    [Fact]
    public void Nothing_is_defined_without_items()
    {
        var empty = new ConfusionTable(3);

        empty.Accuracy.ShouldBeNull();
        empty.MacroF1.ShouldBeNull();
        empty.Kappa.ShouldBeNull();
        empty.QuadraticKappa.ShouldBeNull();
    }

    [Fact]
    public void Kappa_is_not_defined_where_all_is_one_class() => Of([(1, 1), (1, 1)]).Kappa.ShouldBeNull();

    [Fact]
    public void Identical_ratings_give_1_or_nothing() => AnyItems.Sample(items =>
    {
        var same = Of(items.Select(item => (item.Reference, item.Reference)));
        return same.Accuracy == 1 && same.MacroF1 == 1 && same.Kappa is null or 1 && same.QuadraticKappa is null or 1;
    });

    [Fact]
    public void Figures_stay_in_their_ranges() => AnyItems.Sample(items =>
    {
        var table = Of(items);
        return table.Accuracy is >= 0 and <= 1
            && table.MacroF1 is >= 0 and <= 1
            && table.Kappa is null or (>= -1 and <= 1)
            && table.QuadraticKappa is null or (>= -1.0000001 and <= 1);
    });

    [Fact]
    public void Kappa_does_not_care_who_is_the_reference() => AnyItems.Sample(items =>
    {
        var turned = Of(items.Select(item => (item.Rated, item.Reference)));
        return Of(items).Kappa == turned.Kappa && Of(items).QuadraticKappa == turned.QuadraticKappa;
    });

    [Fact]
    public void A_split_keeps_every_item() => Gen.Select(AnyItems, Gen.Int[0, Classes]).Sample((items, from) =>
    {
        var split = Of(items).Split(from);
        return split.Items == items.Length && split[1, 0] == items.Count(item => item.Reference >= from && item.Rated < from);
    });

    private static ConfusionTable Of(IEnumerable<(int Reference, int Rated)> items)
    {
        var table = new ConfusionTable(Classes);
        foreach (var (reference, rated) in items)
        {
            table.Add(reference, rated);
        }

        return table;
    }
}
