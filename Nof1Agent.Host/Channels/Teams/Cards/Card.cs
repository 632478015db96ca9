using System.Text.Json.Nodes;

namespace Nof1Agent.Host.Channels.Teams.Cards;

/// <summary>
/// The parts that all our Adaptive Cards are made of, version 1.5. Words stand in text runs, which know no markup: what somebody wrote is shown as it was written.
/// Pure functions.
/// </summary>
internal static class Card
{
    /// <summary>The content type of a card in a message.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    // Microsoft's library shows no more of a row than this; Teams one more.
    private const int ButtonsInARow = 5;

    /// <summary>A card.</summary>
    /// <param name="body">Its elements, in order.</param>
    /// <param name="says">Everything that it says: shown where cards are not, and spoken.</param>
    public static JsonObject Of(IEnumerable<JsonObject> body, string says) => new()
    {
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["fallbackText"] = says,
        ["speak"] = Spoken(says),
        ["body"] = new JsonArray([.. body]),
        ["msteams"] = new JsonObject { ["width"] = "Full" },
    };

    /// <summary>A text: its lines below each other, a gap where it has an empty line.</summary>
    public static IEnumerable<JsonObject> Text(string text)
    {
        var gap = true;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                gap = true;
                continue;
            }

            yield return Line(line.Trim(), gap ? "Medium" : "None");
            gap = false;
        }
    }

    /// <summary>One line.</summary>
    public static JsonObject Line(string text, string spacing = "Medium", bool strong = false, bool subtle = false)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = text };
        if (strong)
        {
            run["weight"] = "Bolder";
        }

        if (subtle)
        {
            run["isSubtle"] = true;
        }

        return new JsonObject { ["type"] = "RichTextBlock", ["spacing"] = spacing, ["inlines"] = new JsonArray(run) };
    }

    /// <summary>A chance as a bar, with the chance in words beside it.</summary>
    /// <param name="of100">1 to 99.</param>
    /// <param name="words">The same in words.</param>
    public static JsonObject Bar(int of100, string words) => new()
    {
        ["type"] = "ColumnSet",
        ["spacing"] = "Small",
        ["columns"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "Column",
                ["width"] = 3,
                ["verticalContentAlignment"] = "Center",
                ["items"] = new JsonArray(new JsonObject { ["type"] = "ColumnSet", ["spacing"] = "None", ["columns"] = new JsonArray(Part(of100, "accent"), Part(100 - of100, "emphasis")) }),
            },
            new JsonObject { ["type"] = "Column", ["width"] = 2, ["verticalContentAlignment"] = "Center", ["items"] = new JsonArray(Line(words, "None", strong: true)) }),
    };

    /// <summary>Buttons, in rows.</summary>
    public static IEnumerable<JsonObject> Buttons(IEnumerable<JsonObject> actions) =>
        actions.Chunk(ButtonsInARow).Select(row => new JsonObject { ["type"] = "ActionSet", ["spacing"] = "Medium", ["actions"] = new JsonArray([.. row]) });

    /// <summary>A button that opens a page.</summary>
    public static JsonObject Open(string title, string page) => new() { ["type"] = "Action.OpenUrl", ["title"] = title, ["url"] = page };

    /// <summary>A button that is answered in place.</summary>
    /// <param name="title">What it says.</param>
    /// <param name="data">What it carries.</param>
    /// <param name="withInputs">Whether what was filled in goes with it.</param>
    public static JsonObject Execute(string title, JsonObject data, bool withInputs = false) => new()
    {
        ["type"] = "Action.Execute",
        ["title"] = title,
        ["verb"] = data[CardActions.Verb]!.GetValue<string>(),
        ["data"] = data.DeepClone(),
        ["associatedInputs"] = withInputs ? "auto" : "none",
        ["fallback"] = new JsonObject { ["type"] = "Action.Submit", ["title"] = title, ["data"] = data, ["associatedInputs"] = withInputs ? "auto" : "none" },
    };

    /// <summary>The button that sends the inputs of a card.</summary>
    public static JsonObject Submit(string title, JsonObject data) => new() { ["type"] = "Action.Submit", ["title"] = title, ["data"] = data };

    /// <summary>A choice of one among several.</summary>
    public static JsonObject Choose(string id, string label, IEnumerable<(string Label, string Value)> choices, bool expanded, string? needed = null)
    {
        var input = new JsonObject
        {
            ["type"] = "Input.ChoiceSet",
            ["id"] = id,
            ["label"] = label,
            ["style"] = expanded ? "expanded" : "compact",
            ["choices"] = new JsonArray([.. choices.Select(choice => new JsonObject { ["title"] = choice.Label, ["value"] = choice.Value })]),
        };
        return Needed(input, needed);
    }

    /// <summary>An input that must not be left empty.</summary>
    /// <param name="input">The input.</param>
    /// <param name="why">What is said when it is; null where it may be.</param>
    public static JsonObject Needed(JsonObject input, string? why)
    {
        if (why is not null)
        {
            input["isRequired"] = true;
            input["errorMessage"] = why;
        }

        return input;
    }

    // What is spoken may be read as markup of speech.
    private static string Spoken(string text) => text.Replace('<', ' ').Replace('>', ' ').Replace('&', ' ');

    private static JsonObject Part(int width, string style) => new() { ["type"] = "Column", ["width"] = width, ["style"] = style, ["minHeight"] = "10px", ["spacing"] = "None", ["items"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = " ", ["size"] = "Small" }) };
}
