using System.Text.Json.Nodes;

namespace Nof1Agent.Host.Channels.Teams.Cards;

/// <summary>What an invoke of a card is answered with, in the body of the HTTP answer.</summary>
internal static class Invoked
{
    /// <summary>The card in its place from now on.</summary>
    public static JsonObject Card(JsonObject card) => new() { ["statusCode"] = 200, ["type"] = Cards.Card.ContentType, ["value"] = card };

    /// <summary>A line beside it; the card stays as it is.</summary>
    public static JsonObject Message(string text) => new() { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.activity.message", ["value"] = text };
}
