using System.Collections.Immutable;
using SreEvaluator.Agreement;
using SreEvaluator.Reviews;

namespace SreEvaluator.Service.Agreement;

/// <summary>How well graders and people agree, and what grading took.</summary>
public sealed record Measured
{
    /// <summary>Verdicts that have to be compared before a share of them says something.</summary>
    public const int LeastPairs = 20;

    /// <summary>The grader against people.</summary>
    public required PeopleAgreement People { get; init; }

    /// <summary>
    /// The local grader against the judge on the answers that both read; null where there are none. Neither is taken to be right: only figures count that
    /// are the same either way.
    /// </summary>
    public required AgreementReport? Graders { get; init; }

    /// <summary>What grading took, the oldest day first.</summary>
    public required ImmutableArray<Spent> Spent { get; init; }

    /// <summary>Whether there were more evaluations in the time than are looked at, and the oldest were left out.</summary>
    public required bool IsCut { get; init; }

    /// <summary>The people's report that plots are drawn of: blind marks where there are enough, as they measure; null where there is too little of either.</summary>
    public AgreementReport? ToPlot => Enough(People.Blind) ?? Enough(People.Seeing);

    private static AgreementReport? Enough(AgreementReport? report) => report?.Overall.Pairs >= LeastPairs ? report : null;
}
