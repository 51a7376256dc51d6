using System.Text.Json.Nodes;
using SreEvaluator.Grading;
using SreEvaluator.Rubrics;

namespace SreEvaluator.Bench;

/// <summary>What is graded: a shipped question, and answers of about 150 words of which no two are the same.</summary>
internal sealed class Work
{
    private const string Text = """
        First I acknowledge the page and open an incident channel, and I say who is incident commander, who investigates and who talks to customers.
        I look at the dashboards for errors and latency to see how many users are hit, and set the severity from that. Before I look for the cause I
        bring the service back: if something was released in the last hour I roll it back, otherwise I shed load or fail over to the other region. I
        post an update every fifteen minutes, also when there is nothing new, so that support knows what to tell people. When the errors are down I
        watch for half an hour before I call it over. Then I write down the timeline while everybody remembers it, and within two days we hold a
        review without blame, with actions that have an owner and a date. I would also ask why the alert came so late, and whether the runbook
        helped or was in the way.
        """;

    public Work()
    {
        Question = RubricLibrary.Load(ShippedFiles.Rubrics).Find("incident-management")
            ?? throw new InvalidOperationException("The shipped rubrics lack incident-management.");
        string[] quotes =
        [
            "I say who is incident commander", "set the severity from that", "if something was released in the last hour I roll it back",
            "post an update every fifteen minutes", "hold a\nreview without blame",
        ];
        var keyPoints = Question.KeyPoints.Select((keyPoint, index) => KeyValuePair.Create<string, JsonNode?>(keyPoint.Id, new JsonObject
        {
            ["quotes"] = index < quotes.Length ? new JsonArray(quotes[index]) : [],
            ["reason"] = "The answer says what is done, by whom and in which order, in its own words.",
            ["verdict"] = index < quotes.Length ? "covered" : "missing",
            ["confidence"] = 0.9,
        }));
        var redFlags = Question.RedFlags.Select(redFlag => KeyValuePair.Create<string, JsonNode?>(redFlag.Id, new JsonObject
        {
            ["quotes"] = new JsonArray(),
            ["reason"] = "Nothing in the answer says so.",
            ["present"] = false,
            ["confidence"] = 0.9,
        }));
        Reply = new JsonObject { ["keyPoints"] = new JsonObject(keyPoints), ["redFlags"] = new JsonObject(redFlags) }.ToJsonString();
    }

    /// <summary>The question.</summary>
    public Question Question { get; }

    /// <summary>What the model says of every answer.</summary>
    public string Reply { get; }

    /// <summary>An answer of its own for each number.</summary>
    public static Answer Answer(int number) => new($"answer-{number}", $"{Text} ({number})");
}
