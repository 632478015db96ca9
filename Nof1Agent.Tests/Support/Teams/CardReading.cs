using System.Text;
using System.Text.Json.Nodes;

namespace Nof1Agent.Tests.Support.Teams;

/// <summary>A button of a card.</summary>
/// <param name="Label">What it says.</param>
/// <param name="IsExecute">Whether it is answered in place.</param>
/// <param name="Data">What it carries.</param>
internal sealed record CardButton(string Label, bool IsExecute, JsonObject Data);

/// <summary>Reads a card as a person does.</summary>
internal static class CardReading
{
    /// <summary>Its words, line by line; hidden ones too.</summary>
    public static string Text(JsonObject card)
    {
        var text = new StringBuilder();
        foreach (var element in Elements(card).Where(element => Type(element) == "RichTextBlock"))
        {
            if (text.Length > 0)
            {
                text.Append(element["spacing"]?.GetValue<string>() == "Medium" ? "\n\n" : "\n");
            }

            text.AppendJoin("", element["inlines"]!.AsArray().Select(run => run!["text"]!.GetValue<string>()));
        }

        return text.ToString();
    }

    /// <summary>Its buttons, in order.</summary>
    public static IReadOnlyList<CardButton> Buttons(JsonObject card) =>
    [
        .. Elements(card).Where(element => Type(element) is "Action.Execute" or "Action.Submit")
            .Select(action => new CardButton(action["title"]!.GetValue<string>(), Type(action) == "Action.Execute", action["data"]!.AsObject())),
    ];

    /// <summary>Its inputs, in order.</summary>
    public static IReadOnlyList<JsonObject> Inputs(JsonObject card) => [.. Elements(card).Where(element => Type(element).StartsWith("Input.", StringComparison.Ordinal))];

    /// <summary>Its pictures.</summary>
    public static IReadOnlyList<JsonObject> Images(JsonObject card) => [.. Elements(card).Where(element => Type(element) == "Image")];

    /// <summary>Everything in it, in the order of the page.</summary>
    public static IEnumerable<JsonObject> Elements(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject element:
                if (element.ContainsKey("type"))
                {
                    yield return element;
                }

                foreach (var child in element.Where(member => member.Key is "body" or "items" or "columns" or "actions").SelectMany(member => Elements(member.Value)))
                {
                    yield return child;
                }

                break;
            case JsonArray list:
                foreach (var child in list.SelectMany(Elements))
                {
                    yield return child;
                }

                break;
        }
    }

    private static string Type(JsonObject element) => element["type"]!.GetValue<string>();
}
