using System.Text;
using Microsoft.Playwright;
using SreEvaluator.Storage;
using static Microsoft.Playwright.Assertions;

namespace SreEvaluator.Service.Tests.Web;

public sealed class BatchPagesTests(Chromium chromium, WebServiceFixture shared) : IClassFixture<WebServiceFixture>
{
    [Fact]
    public async Task A_file_is_looked_at_made_a_batch_followed_to_its_end_and_taken_along_by_keyboard_alone()
    {
        await using var visit = await Visit.StartAsync(chromium, shared.Service);
        await visit.SignInAsync(shared.Service, Role.Interviewer);
        var page = visit.Page;
        await page.GotoAsync("/batches");
        await page.GetByLabel("A file with answers").SetInputFilesAsync(File(
            "answers.csv", "id,question,answer\na-1,incident-management,I would roll back first.\na-2,incident-management,I would tell the customers.\n"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at it" }).PressAsync("Enter");
        await Expect(page.GetByText("Answers: 2. Questions: 1.")).ToBeVisibleAsync();
        await Expect(page.GetByText("at no cost")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the batch" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start grading" }).PressAsync("Enter");

        // The page follows by itself.
        await Expect(page.GetByText("Completed")).ToBeVisibleAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).PressAsync("Enter"));
        (await System.IO.File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken)).ShouldContain("a-2");
        await page.GetByRole(AriaRole.Link, new() { Name = "a-1" }).PressAsync("Enter");
        await Expect(page.Locator(".answer")).ToContainTextAsync("I would roll back first.");
        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_is_dropped_where_it_can_be_chosen()
    {
        await using var visit = await Visit.StartAsync(chromium, shared.Service);
        await visit.SignInAsync(shared.Service, Role.Interviewer);
        var page = visit.Page;
        await page.GotoAsync("/batches");

        var over = await page.EvaluateAsync<bool>("""
            () => {
              const form = document.querySelector("file-drop form");
              form.dispatchEvent(new DragEvent("dragover", { bubbles: true, cancelable: true }));
              const over = form.classList.contains("over");
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File(["id,question,answer\na-1,incident-management,I would roll back first.\n"], "dropped.csv"));
              form.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
              return over;
            }
            """);

        over.ShouldBeTrue();
        await Expect(page.GetByText("dropped.csv")).ToBeVisibleAsync();
        await Expect(page.GetByText("Answers: 1. Questions: 1.")).ToBeVisibleAsync();
        visit.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hostile_texts_do_nothing_where_batches_are_made()
    {
        var quoted = $"\"{HostileTexts.Together.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        await using var visit = await Visit.StartAsync(chromium, shared.Service);
        await visit.SignInAsync(shared.Service, Role.Interviewer);
        var page = visit.Page;
        await page.GotoAsync("/batches");
        await page.GetByLabel("A file with answers").SetInputFilesAsync(File(
            $"{HostileTexts.All[2]}.csv", $"id,question,answer,candidate,{quoted}\n{quoted},incident-management,{quoted},x,{quoted}\nb,{quoted},x,y,z\n\"<img src=x onerror=alert(1)>\",incident-management,{quoted},{HostileTexts.All[0]},z\n"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at it" }).ClickAsync();
        await page.GetByLabel("Name of the batch").FillAsync(HostileTexts.Together[..150]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the batch" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start grading" }).ClickAsync();
        await Expect(page.GetByText("Completed")).ToBeVisibleAsync();
        await page.GotoAsync("/batches");
        await Expect(page.GetByText("alert(1)").First).ToBeVisibleAsync();

        (await page.Locator("main script, main iframe, main img, main base, main [onload], main [onerror]").CountAsync()).ShouldBe(0);
        visit.Wrong.ShouldBeEmpty();
    }

    private static FilePayload File(string name, string text) => new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };
}
