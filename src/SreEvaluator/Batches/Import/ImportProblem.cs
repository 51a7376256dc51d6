using System.Globalization;

namespace SreEvaluator.Batches.Import;

/// <summary>What is wrong at one place of the input. Never holds the text of an answer.</summary>
public sealed record ImportProblem : ImportItem
{
    /// <summary>The column or field; empty where it is not one alone.</summary>
    public string Column { get; init; } = string.Empty;

    /// <summary>What was found.</summary>
    public required string Found { get; init; }

    /// <summary>What was expected.</summary>
    public required string Expected { get; init; }

    /// <summary>What to do; empty where that is plain.</summary>
    public string Remedy { get; init; } = string.Empty;

    /// <summary>All of it in a line.</summary>
    public string InWords
    {
        get
        {
            var place = Row == 0 ? File : string.Create(CultureInfo.InvariantCulture, $"{File}:{Row}");
            var column = Column.Length == 0 ? string.Empty : $" {Column}:";
            return $"{place}:{column} found {Found}; expected {Expected}. {Remedy}".TrimEnd();
        }
    }

    /// <summary>Whether the row is left out of the batch. Otherwise it is graded, and the problem is for people to know.</summary>
    public bool LeftOut { get; init; } = true;
}
