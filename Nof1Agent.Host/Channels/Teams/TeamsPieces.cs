using System.Text.Json.Nodes;
using Nof1Agent.Host.Channels.Teams.Cards;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>Cuts messages into activities: Teams takes a limited size at a time. Pure, and the same for the same message, so that a delivery that broke off can go on where it stopped.</summary>
internal static class TeamsPieces
{
    /// <summary>The longest text of one activity, in UTF-16 units: with every letter of four bytes, written out in JSON, still well below the 80 kB that Teams surely takes.</summary>
    public const int LongestText = 8_000;

    /// <summary>The activities of a message, in order, at least one: pictures first, the last of them on the card with the end of the text.</summary>
    public static IReadOnlyList<JsonObject> Of(TeamsAddress to, Message message, IReadOnlyList<DrawnPicture> pictures, SpokenLanguage language, bool discreet)
    {
        var texts = Texts(message);
        var bare = pictures.SkipLast(1).Select(picture => Activities.WithCard(to, MessageCard.Of(picture, language, discreet), Summary(picture.Alt, language, discreet)));
        var words = texts.SkipLast(1).Select(text => discreet ? Covered(to, message, text, language) : Activities.Words(to, text));
        return [.. bare, .. words, Last(to, message, pictures, language, discreet)];
    }

    /// <summary>The last of them, as it is shown when its question is answered too.</summary>
    public static JsonObject Last(TeamsAddress to, Message message, IReadOnlyList<DrawnPicture> pictures, SpokenLanguage language, bool discreet)
    {
        var text = Texts(message)[^1];
        return discreet || MessageCard.IsNeeded(message)
            ? Activities.WithCard(to, LastCard(message, pictures, language, discreet), Summary(text, language, discreet))
            : Activities.Words(to, text);
    }

    /// <summary>The card of the last of them.</summary>
    public static JsonObject LastCard(Message message, IReadOnlyList<DrawnPicture> pictures, SpokenLanguage language, bool discreet) =>
        MessageCard.Of(message, Texts(message)[^1], pictures.Count > 0 ? pictures[^1] : null, language, discreet);

    private static IReadOnlyList<string> Texts(Message message) => TextPieces.Split(message.Text, LongestText, LongestText) is { Count: > 0 } texts ? texts : ["…"];

    private static JsonObject Covered(TeamsAddress to, Message message, string text, SpokenLanguage language) => Activities.WithCard(
        to, MessageCard.Of(message with { Choices = [], Card = null, Answered = null }, text, null, language, discreet: true), Summary(text, language, discreet: true));

    private static string Summary(string text, SpokenLanguage language, bool discreet) => discreet ? language.Say("teams.new-message") : text;
}
