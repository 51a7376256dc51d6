using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SreEvaluator.Grading;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Tests.Web;

public sealed class BatchFormTests(WebServiceFixture shared) : IClassFixture<WebServiceFixture>, IAsyncLifetime
{
    private const string Rows = "nr,topic,response\na-1,incident-management,I would roll back first.\na-2,no-such-question,Text.\na-3,capacity-planning,We forecast the load from last year's and buy a third more.\n";

    private HttpClient _interviewer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _interviewer = await shared.Service.ClientAsync(Role.Interviewer);

    public ValueTask DisposeAsync()
    {
        _interviewer.Dispose();
        return default;
    }

    [Theory]
    [InlineData("/batches")]
    [InlineData("/batches/01931df8-0000-7000-8000-000000000000")]
    [InlineData("/batches/files/01931df8-0000-7000-8000-000000000000")]
    public async Task Batches_are_for_interviewers(string path)
    {
        (await (await shared.Service.ClientAsync(Role.Candidate)).GetAsync(path, Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await shared.Service.ClientAsync(Role.Admin, "reviews")).GetAsync(path, Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await shared.Service.Anonymous.GetAsync(path, Token)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("answers.exe", "id,question,answer\n", "Choose a file whose name ends in")]
    [InlineData("answers.exe", "", "Choose a file whose name ends in")]
    [InlineData("answers.csv", "", "The file is empty")]
    public async Task What_is_no_file_of_answers_is_told_beside_the_field(string name, string content, string told)
    {
        var response = await UploadAsync(name, content);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain(told);
    }

    [Theory]
    [InlineData("broken.xlsx", "this is no workbook", "no workbook")]
    [InlineData("twice.csv", "id,id,answer\n1,2,3\n", "the column id 2 times")]
    [InlineData("open.csv", "id,question,answer\n1,incident-management,\"I roll back\n", "a quoted field that never ends")]
    [InlineData("names.csv", "id,question,answer\n", "No row of answers")]
    public async Task A_file_that_can_t_be_read_says_why(string name, string content, string told) =>
        (await _interviewer.GetStringAsync(await FileAsync(name, content), Token)).ShouldContain(told);

    [Fact]
    public async Task Columns_are_given_their_meaning_before_anything_is_made()
    {
        var file = await FileAsync("answers.csv", Rows);

        var before = await _interviewer.GetStringAsync(file, Token);
        before.ShouldContain("Choose the column that holds the answer.");
        before.ShouldNotContain("Make the batch");
        var after = await _interviewer.GetStringAsync($"{file}?Answer=response&Question=topic&Name=nr", Token);
        after.ShouldContain("Answers: 2. Questions: 2.");
        after.ShouldContain("Rows left out: 1.");
        after.ShouldContain("no question no-such-question");
        (await PostAsync(file.ToString(), ("Title", "t"), ("Answer", "response"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var batch = await MadeAsync(file);

        (await _interviewer.GetAsync(file, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await _interviewer.GetStringAsync(batch, Token);
        page.ShouldContain("Not started");
        page.ShouldContain("Rows left out: 1.");
        var errors = await _interviewer.GetAsync($"/api/v1{batch}/errors", Token);
        errors.Content.Headers.ContentDisposition!.FileName!.ShouldMatch(@"^take-homes-\d{4}-\d\d-\d\d\.errors\.csv$");
        (await errors.Content.ReadAsStringAsync(Token)).ShouldContain("answers.csv,3,topic,no question no-such-question");
    }

    [Fact]
    public async Task Answers_of_two_candidates_that_are_much_alike_are_pointed_out()
    {
        var words = string.Join(' ', Enumerable.Range(0, 80).Select(i => $"word{i}"));
        var file = await FileAsync("alike.csv", $"nr,topic,response,candidate\na-1,incident-management,I roll back first. {words},Ada\na-2,incident-management,{words} Then I tell the users.,Bob\na-3,incident-management,I look for the cause.,Cleo\n");
        var batch = (await PostAsync(file.ToString(), ("Title", "Zürich: +1 & 日本"), ("Grader", "local"), ("Answer", "response"), ("Question", "topic"), ("Name", "nr"), ("Candidate", "candidate"))).Headers.Location!;
        await PostAsync($"{batch}/start");
        await _interviewer.GetStringAsync($"/api/v1{batch}/events", Token);

        var results = await shared.Service.Services.GetRequiredService<BatchStore>().ResultsAsync(Guid.Parse(batch.ToString().Split('/')[^1]), BatchFilter.All, null, 10, Token);
        var page = await _interviewer.GetStringAsync(batch, Token);
        page.Split("much like").Length.ShouldBe(3);
        (await _interviewer.GetStringAsync($"/reviews/{results[0].Evaluation.Id}", Token)).ShouldContain("a-2 (Bob)");
        (await _interviewer.GetStringAsync($"/reviews/{results[2].Evaluation.Id}", Token)).ShouldNotContain("of the same batch by another candidate");
        (await _interviewer.GetAsync($"/api/v1{batch}/results?format=csv", Token)).Content.Headers.ContentDisposition!.FileName!.ShouldMatch(@"^Zurich-1-\d{4}-\d\d-\d\d\.csv$");
    }

    [Fact]
    public async Task A_table_in_another_encoding_is_read_in_the_one_that_is_chosen()
    {
        var file = (await UploadAsync("answers.csv", Encoding.Latin1.GetBytes("id,question,answer,city\n1,incident-management,I roll back first.,Köln\n"))).Headers.Location!;

        var suggested = await _interviewer.GetStringAsync(file, Token);
        suggested.ShouldContain("is read as Windows-1252");
        WebUtility.HtmlDecode(suggested).ShouldContain("Köln");
        suggested.ShouldContain("Answers: 1. Questions: 1.");
        (await _interviewer.GetStringAsync($"{file}?Encoding=utf-8&Answer=answer&Question=question&Name=id", Token)).ShouldContain("bytes that are no utf-8 text");
        WebUtility.HtmlDecode(await _interviewer.GetStringAsync($"{file}?Encoding=windows-1251&Answer=answer&Question=question&Name=id", Token)).ShouldContain("Kцln");
    }

    [Fact]
    public async Task A_file_is_its_sender_s_alone()
    {
        var file = await FileAsync("answers.csv", Rows);

        (await (await shared.Service.ClientAsync(Role.Admin)).GetAsync(file, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Results_are_filtered_and_show_what_people_decided()
    {
        var batch = await MadeAsync(await FileAsync("answers.csv", Rows));
        await PostAsync($"{batch}/start");
        await _interviewer.GetStringAsync($"/api/v1{batch}/events", Token);
        var results = await shared.Service.Services.GetRequiredService<BatchStore>().ResultsAsync(Guid.Parse(batch.ToString().Split('/')[^1]), BatchFilter.All, null, 10, Token);
        var first = results[0].Evaluation;
        var band = (await _interviewer.GetStringAsync($"{batch}?question=incident-management&band={first.Band}", Token));

        band.ShouldContain("a-1");
        band.ShouldNotContain(">a-3<");
        (await _interviewer.GetStringAsync($"{batch}?band=Strong", Token)).ShouldContain("No result so far is like that.");
        await PostAsync(
            $"/reviews/{first.Id}/verdicts", ("Subject", "mitigate-first"), ("Verdict", first.Read().Verdicts.First(one => one.KeyPoint == "mitigate-first").Verdict == Coverage.Covered ? "missing" : "covered"), ("Reason", "It says so."));
        (await _interviewer.GetStringAsync(batch, Token)).ShouldContain("decided by people");
        (await _interviewer.GetStringAsync($"/api/v1{batch}/results?format=csv", Token)).ShouldContain("mitigate-first:");
    }

    [Theory]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK")]
    [InlineData("html", "text/html", "<!DOCTYPE html>")]
    [InlineData("jsonl", "application/x-ndjson", "{")]
    public async Task Results_are_taken_along(string format, string type, string start)
    {
        var batch = await MadeAsync(await FileAsync("answers.csv", Rows));
        await PostAsync($"{batch}/start");
        await _interviewer.GetStringAsync($"/api/v1{batch}/events", Token);

        var response = await _interviewer.GetAsync($"/api/v1{batch}/results?format={format}", Token);

        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        (await response.Content.ReadAsStringAsync(Token)).ShouldStartWith(start, Case.Insensitive);
    }

    [Fact]
    public async Task A_batch_is_paused_resumed_and_cancelled()
    {
        var batch = await MadeAsync(await FileAsync("answers.csv", Rows));

        (await PostAsync($"{batch}/cancel")).Headers.Location!.ToString().ShouldBe(batch.ToString());
        var page = await _interviewer.GetStringAsync(batch, Token);
        page.ShouldContain("Cancelled");
        page.ShouldNotContain("Start grading");
    }

    private async Task<Uri> MadeAsync(Uri file)
    {
        var made = await PostAsync(file.ToString(), ("Title", "take-homes"), ("Grader", "local"), ("Answer", "response"), ("Question", "topic"), ("Name", "nr"));
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return made.Headers.Location!;
    }

    private async Task<Uri> FileAsync(string name, string content)
    {
        var response = await UploadAsync(name, content);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return response.Headers.Location!;
    }

    private Task<HttpResponseMessage> UploadAsync(string name, string content) => UploadAsync(name, Encoding.UTF8.GetBytes(content));

    private async Task<HttpResponseMessage> UploadAsync(string name, byte[] content)
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(content);
        form.Add(file, "file", name);
        return await _interviewer.PostAsync("/batches/files", form, Token);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _interviewer.PostAsync(path, form, Token);
    }
}
