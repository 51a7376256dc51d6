using System.Text.Json;
using System.Text.Json.Serialization;

namespace SreEvaluator.Batches.Servers;

/// <summary>The batch at a server that a folder waits for, as the folder keeps it.</summary>
/// <param name="Key">The idempotency key of its upload.</param>
/// <param name="Id">The server's id of it; null until the server has said that it has all of it.</param>
internal sealed partial record ServerBatch(string Key, Guid? Id = null)
{
    /// <summary>The batch of a folder; null where it waits for none.</summary>
    /// <exception cref="InputException">The file can't be read.</exception>
    public static ServerBatch? Read(BatchFolder folder)
    {
        if (!File.Exists(folder.ServerBatch))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(folder.ServerBatch), ServerBatchContext.Default.ServerBatch) ?? throw new JsonException("null is no batch.");
        }
        catch (JsonException)
        {
            throw new InputException(new InputProblem(
                folder.ServerBatch, null, "what is no batch at a server", "the file as a batch wrote it", "Delete it to send what is not graded once more."));
        }
    }

    public void Write(BatchFolder folder) => WholeFile.Write(folder.ServerBatch, JsonSerializer.Serialize(this, ServerBatchContext.Default.ServerBatch) + "\n");

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n")]
    [JsonSerializable(typeof(ServerBatch))]
    internal sealed partial class ServerBatchContext : JsonSerializerContext;
}
