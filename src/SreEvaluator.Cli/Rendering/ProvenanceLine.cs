using System.Globalization;
using Spectre.Console;
using SreEvaluator.Grading;

namespace SreEvaluator.Cli.Rendering;

/// <summary>What graded an answer, in one or two sentences.</summary>
internal static class ProvenanceLine
{
    private const int ShownOfHash = 12;

    public static void Provenance(this IAnsiConsole console, Evaluation evaluation) => console.Paragraph(Text(evaluation), Page.Quiet);

    private static string Text(Evaluation evaluation)
    {
        var provenance = evaluation.Provenance;
        var rubric = $"rubric {provenance.RubricVersion}";
        if (provenance.Attempts == 0)
        {
            return $"Nothing was sent to a grader ({rubric}).";
        }

        var took = string.Create(CultureInfo.InvariantCulture, $"{provenance.Duration.TotalMilliseconds:N0} ms");
        return evaluation switch
        {
            { Grader: GraderKind.Local, DegradedReason: { } reason } => $"{Degraded(reason)} {Local()}",
            { Grader: GraderKind.Local } => Local(),
            { DegradedReason: { } reason } => $"{Degraded(reason)} R{rubric[1..]}, {took}.",
            _ => $"Graded by {provenance.ModelVersion ?? provenance.Model ?? "the configured model"}, {rubric}, {took}{Usage()}.",
        };

        string Local() => $"Graded by the local model {provenance.Model} ({Short(provenance.ModelVersion)}), {rubric}, {took}.";

        string Usage() => string.Create(
            CultureInfo.InvariantCulture, $", {provenance.InputTokens:N0} tokens in and {provenance.OutputTokens:N0} out{Calls()}");

        string Calls() => provenance.Attempts > 1 ? $", {provenance.Attempts} calls" : string.Empty;
    }

    /// <summary>Why the configured model did not grade, in a sentence.</summary>
    public static string Degraded(string reason) => $"Degraded: the configured model did not grade this ({reason.TrimEnd('.')}).";

    private static string Short(string? hash) => hash is { Length: > ShownOfHash } ? hash[..ShownOfHash] : hash ?? "no version";
}
