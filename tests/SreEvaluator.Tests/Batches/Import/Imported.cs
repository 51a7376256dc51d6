using SreEvaluator.Batches.Import;
using SreEvaluator.Rubrics;
using SreEvaluator.Support;

namespace SreEvaluator.Tests.Batches.Import;

/// <summary>What comes of input that a test writes, with two questions to answer.</summary>
internal sealed class Imported : IDisposable
{
    private static readonly RubricLibrary Rubrics = new(
        [Some.Rubric(Some.Question(), Some.Question("incident-management/follow-up"), Some.Question("disaster-recovery"))]);

    private readonly string _folder = Directory.CreateTempSubdirectory("import-").FullName;

    public string Folder => _folder;

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static async Task<IReadOnlyList<ImportItem>> OfAsync(string path, ImportOptions? options = null) =>
        await new AnswerImport(path, Rubrics, options ?? ImportOptions.Default).ReadAsync(TestContext.Current.CancellationToken).ToListAsync();

    public Task<IReadOnlyList<ImportItem>> OfTextAsync(string name, string text, ImportOptions? options = null) => OfAsync(Write(name, text), options);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
