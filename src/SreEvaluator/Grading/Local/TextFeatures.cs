using SreEvaluator.Rubrics;

namespace SreEvaluator.Grading.Local;

/// <summary>What a sentence shares with the texts of a question: the rubric's statements, criteria and exemplars, and labelled quotes.</summary>
internal static class TextFeatures
{
    /// <summary>Sets the features of a sentence.</summary>
    /// <param name="index">The question.</param>
    /// <param name="words">The sentence's words.</param>
    /// <param name="asserted">The same with blanks for those that are denied.</param>
    /// <param name="work">Room to work in; its number is that of the sentence, and it gets what the sentence is the first to say.</param>
    /// <param name="exceptWriter">Whose quotes are not to be compared with; null for none.</param>
    /// <param name="rows">Gets the features; those of cues are there already.</param>
    public static void Set(QuestionIndex index, Word[] words, Word[] asserted, ScanWork work, string? exceptWriter, SentenceRows rows)
    {
        work.Terms.TakeStems(words, asserted, index.Weights);
        Multiply(index, work, work.ByStems);
        Tell(index, work, exceptWriter);
        var novel = WeighNovelStems(index, words, work);
        work.Terms.TakeRuns(words, asserted, index.Weights);
        Multiply(index, work, work.ByCharacters);
        SetNearness(index, work, exceptWriter, rows);
        SetShares(index, words, work, novel, rows);
    }

    /// <summary>The weight of the most telling stem of a statement that is not said, as a share of its most telling stem's.</summary>
    /// <param name="index">The question.</param>
    /// <param name="point">The key point's place.</param>
    /// <param name="work">What sentences said.</param>
    /// <param name="since">The number of the first sentence that counts.</param>
    public static float MissingMost(QuestionIndex index, int point, ScanWork work, int since)
    {
        float most = 0;
        float missing = 0;
        var terms = index.StatementTerms[point];
        var weights = index.StatementWeights[point];
        for (var i = 0; i < terms.Length; i++)
        {
            most = Math.Max(most, weights[i]);
            missing = work.LastSaid[terms[i]] >= since ? missing : Math.Max(missing, weights[i]);
        }

        return most == 0 ? 0 : missing / most;
    }

    private static void Multiply(QuestionIndex index, ScanWork work, float[] near)
    {
        var scale = 1 / work.Terms.Length;
        var terms = work.Terms.Terms;
        var values = work.Terms.Values;
        var asserted = work.Terms.Asserted;
        for (var i = 0; i < terms.Length; i++)
        {
            if (!index.TryFind(terms[i], out var number))
            {
                continue;
            }

            index.Shared.Add(number, 1, work.Shares);
            if (work.LastSaid[number] == 0)
            {
                work.News.Add(number);
            }

            work.LastSaid[number] = work.Number;
            if (asserted[i])
            {
                index.Shared.Add(number, 1, work.AssertedShares);
                index.Near.Add(number, scale * values[i], near);
            }
        }
    }

    private static void Tell(QuestionIndex index, ScanWork work, string? exceptWriter)
    {
        var quotes = index.HasQuotes ? index.TellingQuotes(exceptWriter) : null;
        for (var i = 0; i < work.Terms.Count; i++)
        {
            if (work.Terms.Asserted[i] && index.TryFind(work.Terms.Terms[i], out var number))
            {
                index.Telling.Add(number, 1, work.Telling);
                index.Telling.Raise(number, work.TellingMost);
                quotes?.Add(number, 1, work.QuoteTelling);
                quotes?.Raise(number, work.QuoteTellingMost);
            }
        }
    }

    /// <summary>The weight of the stems that the question does not say itself; adds up how much of it each statement says.</summary>
    private static float WeighNovelStems(QuestionIndex index, Word[] words, ScanWork work)
    {
        work.Terms.TakeSingleStems(words, index.Weights);
        float novel = 0;
        for (var i = 0; i < work.Terms.Count; i++)
        {
            var stem = work.Terms.Terms[i];
            if (!index.IsNew(stem))
            {
                continue;
            }

            novel += work.Terms.Values[i];
            if (index.TryFind(stem, out var number))
            {
                foreach (var column in index.Shared.ColumnsOf(number))
                {
                    if (column < index.Points)
                    {
                        work.Said[column] += work.Terms.Values[i];
                    }
                }
            }
        }

        return novel;
    }

    private static void SetNearness(QuestionIndex index, ScanWork work, string? exceptWriter, SentenceRows rows)
    {
        Span<float> nearest = stackalloc float[3];
        float most = 1;
        var reference = 0;
        for (var point = 0; point < index.Points; point++)
        {
            // References come in the order of their key points.
            var row = rows[point];
            nearest.Clear();
            float quotes = 0;
            float covered = 0;
            for (; reference < index.References.Length && index.References[reference].Point == point; reference++)
            {
                if (index.References[reference] is { IsQuote: true } quote && quote.Writer != exceptWriter)
                {
                    quotes++;
                    covered += quote.Kind == ReferenceKind.CoveredQuote ? 1 : 0;
                }

                if (!row.OnlyDenies)
                {
                    Compare(row, index.References[reference], work.ByStems[reference], work.ByCharacters[reference], nearest, exceptWriter);
                }
            }

            row[SentenceFeature.Telling] = work.Telling[point];
            row[SentenceFeature.TellingMost] = work.TellingMost[point];
            row[SentenceFeature.QuoteTelling] = work.QuoteTelling[point];
            row[SentenceFeature.QuoteTellingMost] = work.QuoteTellingMost[point];
            row[SentenceFeature.QuoteShare] = quotes;
            row[SentenceFeature.CoveredShare] = covered / Math.Max(1, quotes);
            most = Math.Max(most, quotes);
            row[SentenceFeature.QuoteMean] = (nearest[0] + nearest[1] + nearest[2]) / nearest.Length;
        }

        for (var point = 0; point < index.Points; point++)
        {
            rows[point][SentenceFeature.QuoteShare] /= most;
        }

        rows.SetMargins(SentenceFeature.TellingMargin, SentenceFeature.Telling, SentenceFeature.Telling);
        rows.SetMargins(SentenceFeature.QuoteTellingMargin, SentenceFeature.QuoteTelling, SentenceFeature.QuoteTelling);
        rows.SetMargins(SentenceFeature.RubricMargin, SentenceFeature.ExemplarCosine, SentenceFeature.StatementCosine);
        rows.SetMargins(SentenceFeature.QuoteMargin, SentenceFeature.CoveredQuote, SentenceFeature.PartialQuote);
        rows.SetMargins(SentenceFeature.QuoteCharacterMargin, SentenceFeature.QuoteCharacters, SentenceFeature.QuoteCharacters);
    }

    private static void Compare(FeatureRow row, Reference reference, float stems, float characters, Span<float> nearest, string? exceptWriter)
    {
        switch (reference.Kind)
        {
            case ReferenceKind.Statement:
                row[SentenceFeature.StatementCosine] = stems;
                row.Raise(SentenceFeature.RubricCharacters, characters);
                break;
            case ReferenceKind.Criterion:
                row[SentenceFeature.CriterionCosine] = stems;
                break;
            case ReferenceKind.Exemplar:
                row.Raise(SentenceFeature.ExemplarCosine, stems);
                row.Raise(SentenceFeature.RubricCharacters, characters);
                break;
            case var kind when reference.Writer != exceptWriter:
                row.Raise(kind == ReferenceKind.CoveredQuote ? SentenceFeature.CoveredQuote : SentenceFeature.PartialQuote, stems);
                row.Raise(SentenceFeature.QuoteCharacters, characters);
                Descending.Insert(nearest, stems);
                break;
        }
    }

    private static void SetShares(QuestionIndex index, Word[] words, ScanWork work, float novel, SentenceRows rows)
    {
        foreach (var word in words)
        {
            if (index.TryFind(TermBag.StemOf(word), out var number))
            {
                work.Sequence.Add(number);
            }
        }

        var denies = Array.Exists(words, word => Denials.Contains(word.Text));
        for (var point = 0; point < index.Points; point++)
        {
            var row = rows[point];
            row[SentenceFeature.StatementRecall] = row.OnlyDenies ? 0 : work.AssertedShares[point];
            row[SentenceFeature.RawRecall] = work.Shares[point];
            row[SentenceFeature.NovelRecall] = work.Shares[index.Points + point];
            row[SentenceFeature.PairRecall] = work.Shares[(2 * index.Points) + point];
            row[SentenceFeature.CharacterRecall] = work.Shares[(3 * index.Points) + point];
            row[SentenceFeature.NumbersMissing] = index.StatementHasNumber[point] ? 1 - work.Shares[(4 * index.Points) + point] : 0;
            row[SentenceFeature.Opposites] = work.Shares[(5 * index.Points) + point];
            row[SentenceFeature.NovelPrecision] = novel == 0 ? 0 : work.Said[point] / novel;
            row[SentenceFeature.CommonOrder] = CommonOrder(index, point, work);
            row[SentenceFeature.MissingMost] = MissingMost(index, point, work, since: work.Number);
            row[SentenceFeature.DenialMismatch] = denies != index.StatementDenies[point] ? 1 : 0;
            row[SentenceFeature.LengthRatio] = MathF.Log(words.Length / (float)Math.Max(1, index.Statements[point].Length));
        }

        for (var exemplar = 0; exemplar < index.ExemplarOwners.Length; exemplar++)
        {
            rows[index.ExemplarOwners[exemplar]].Raise(SentenceFeature.ExemplarRecall, work.Shares[(6 * index.Points) + exemplar]);
        }
    }

    /// <summary>The share of a statement's stems that the sentence has in the same order: their longest common subsequence.</summary>
    private static float CommonOrder(QuestionIndex index, int point, ScanWork work)
    {
        var statement = index.StatementTerms[point];
        var longest = work.Longest.AsSpan(0, statement.Length + 1);
        longest.Clear();
        foreach (var term in work.Sequence)
        {
            var diagonal = 0;
            for (var i = 1; i <= statement.Length; i++)
            {
                var above = longest[i];
                longest[i] = statement[i - 1] == term ? diagonal + 1 : Math.Max(above, longest[i - 1]);
                diagonal = above;
            }
        }

        return statement.Length == 0 ? 0 : longest[statement.Length] / (float)statement.Length;
    }
}
