using System.Text.Json;
using System.Text.Json.Serialization;

namespace SreEvaluator.Grading.Judging;

/// <summary>How far the provider's batch is, as it is written down after each step.</summary>
internal sealed partial record ProviderBatchState(IReadOnlyList<ProviderBatchState.Part> Parts)
{
    private const string Name = "provider-batch.json";

    public static ProviderBatchState Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            return new ProviderBatchState([]);
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), ProviderBatchContext.Default.ProviderBatchState) ?? throw new JsonException("null is no state.");
        }
        catch (JsonException)
        {
            throw new InputException(new InputProblem(path, null, "what is no state of a provider's batch", "the file as a batch wrote it"));
        }
    }

    public void Write(string folder) => WholeFile.Write(Path.Combine(folder, Name), JsonSerializer.Serialize(this, ProviderBatchContext.Default.ProviderBatchState));

    /// <param name="File">The requests.</param>
    /// <param name="Requests">How many they are.</param>
    /// <param name="FileId">The provider's name of the file; null until it is uploaded.</param>
    /// <param name="BatchId">The provider's name of the batch; null until it is begun.</param>
    /// <param name="Status">The provider's word for its state.</param>
    /// <param name="OutputFileId">The provider's name of the replies.</param>
    /// <param name="Done">How many requests the provider has done.</param>
    /// <param name="Fetched">Whether the replies are in the cache.</param>
    /// <param name="Kept">How many there were.</param>
    /// <param name="InputTokens">The tokens sent.</param>
    /// <param name="CachedInputTokens">Those of them that the provider had cached.</param>
    /// <param name="OutputTokens">The tokens of the replies.</param>
    internal sealed record Part(
        string File,
        int Requests,
        string? FileId = null,
        string? BatchId = null,
        string? Status = null,
        string? OutputFileId = null,
        int Done = 0,
        bool Fetched = false,
        int Kept = 0,
        long InputTokens = 0,
        long CachedInputTokens = 0,
        long OutputTokens = 0);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n")]
    [JsonSerializable(typeof(ProviderBatchState))]
    internal sealed partial class ProviderBatchContext : JsonSerializerContext;
}
