using System.Globalization;
using Spectre.Console;
using SreEvaluator.Grading;

namespace SreEvaluator.Cli.Rendering;

/// <summary>What graded an answer, in one or two sentences.</summary>
internal static class ProvenanceLine
{
    private const int ShownOfHash = 12;

    public static void Write(IAnsiConsole console, Evaluation evaluation) =>
        console.Paragraph(Text(evaluation), new Style(decoration: Decoration.Dim));

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
            { Grader: GraderKind.Local, DegradedReason: { } reason } => $"Degraded: the configured model did not grade this ({reason}). {Local()}",
            { Grader: GraderKind.Local } => Local(),
            { DegradedReason: { } reason } => $"Degraded: the configured model did not grade this ({reason}). {rubric}, {took}.",
            _ => $"Graded by {provenance.ModelVersion ?? provenance.Model ?? "the configured model"}, {rubric}, {took}{Usage()}.",
        };

        string Local() => $"Graded by the local model {provenance.Model} ({Short(provenance.ModelVersion)}), {rubric}, {took}.";

        string Usage() => string.Create(
            CultureInfo.InvariantCulture, $", {provenance.InputTokens:N0} tokens in and {provenance.OutputTokens:N0} out{Calls()}");

        string Calls() => provenance.Attempts > 1 ? $", {provenance.Attempts} calls" : string.Empty;
    }

    private static string Short(string? hash) => hash is { Length: > ShownOfHash } ? hash[..ShownOfHash] : hash ?? "no version";
}
