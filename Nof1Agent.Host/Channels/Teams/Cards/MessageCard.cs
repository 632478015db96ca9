using System.Globalization;
using System.Text.Json.Nodes;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Host.Channels.Teams.Cards;

/// <summary>A picture of a message, drawn.</summary>
/// <param name="Png">The picture; empty where its words stand for it.</param>
/// <param name="Alt">What it says.</param>
internal sealed record DrawnPicture(byte[] Png, string Alt);

/// <summary>The card of a message, from the same message that every channel shows: consent, questions, candidates, lengths, the form of a day, the result. Pure.</summary>
internal static class MessageCard
{
    // What Teams takes for a picture inside a message.
    private const int LargestPicture = 1024 * 1024;
    private const int LongestNote = 500;

    /// <summary>Whether a message is more than its words.</summary>
    public static bool IsNeeded(Message message) => message.Choices.Count > 0 || message.Card is not null || message.Pictures.Count > 0;

    /// <summary>The card.</summary>
    /// <param name="message">The message.</param>
    /// <param name="text">The part of its text that stands on this card.</param>
    /// <param name="picture">The picture on this card, if any.</param>
    /// <param name="language">The person's language.</param>
    /// <param name="discreet">Whether the words wait behind a button.</param>
    public static JsonObject Of(Message message, string text, DrawnPicture? picture, SpokenLanguage language, bool discreet)
    {
        var body = new List<JsonObject>();
        if (picture is not null)
        {
            body.Add(Shown(picture));
        }

        body.AddRange(Words(text, message.Card?.Bars ?? []));
        if (message.AnsweredLabel is { } answered)
        {
            body.Add(Card.Line($"✓ {answered}", strong: true));
        }
        else if (message.Answered is null)
        {
            body.AddRange(Questions(message, language));
        }

        var says = $"{picture?.Alt}\n{text}{(message.AnsweredLabel is { } label ? $"\n✓ {label}" : "")}".Trim();
        return discreet ? Covered(body, language) : Card.Of(body, says);
    }

    /// <summary>A picture alone.</summary>
    public static JsonObject Of(DrawnPicture picture, SpokenLanguage language, bool discreet) =>
        discreet ? Covered([Shown(picture)], language) : Card.Of([Shown(picture)], picture.Alt);

    // The words appear when the person asks for them; nothing of them stands where notifications and lists of chats take it from.
    private static JsonObject Covered(IEnumerable<JsonObject> body, SpokenLanguage language)
    {
        const string id = "words";
        var notice = language.Say("teams.new-message");
        return Card.Of(
            [
                Card.Line(notice),
                .. Card.Buttons([new JsonObject { ["type"] = "Action.ToggleVisibility", ["title"] = language.Say("teams.show"), ["targetElements"] = new JsonArray(id) }]),
                new JsonObject { ["type"] = "Container", ["id"] = id, ["isVisible"] = false, ["items"] = new JsonArray([.. body]) },
            ],
            notice);
    }

    private static JsonObject Shown(DrawnPicture picture) => picture.Png.Length is 0 or > LargestPicture
        ? Card.Line(picture.Alt)
        : new JsonObject { ["type"] = "Image", ["url"] = $"data:image/png;base64,{Convert.ToBase64String(picture.Png)}", ["altText"] = picture.Alt, ["size"] = "Stretch" };

    // A bar stands under the paragraph that begins with its words.
    private static IEnumerable<JsonObject> Words(string text, IReadOnlyList<ChanceBar> bars)
    {
        var lines = Card.Text(text).ToList();
        ChanceBar? pending = null;
        foreach (var line in lines)
        {
            var words = line["inlines"]![0]!["text"]!.GetValue<string>();
            var begins = bars.FirstOrDefault(bar => words.StartsWith(bar.Under, StringComparison.Ordinal));
            if (pending is not null && (begins is not null || line["spacing"]!.GetValue<string>() != "None"))
            {
                yield return Card.Bar(pending.Of100, pending.Words);
                pending = null;
            }

            pending = begins ?? pending;
            yield return begins is null ? line : Card.Line(words, line["spacing"]!.GetValue<string>(), strong: true);
        }

        if (pending is not null)
        {
            yield return Card.Bar(pending.Of100, pending.Words);
        }
    }

    private static IEnumerable<JsonObject> Questions(Message message, SpokenLanguage language)
    {
        var choices = message.Choices.Select((choice, place) => (choice.Label, Id: ChoiceIds.Of(place), choice.Call.Function)).ToList();
        if (message.Card?.Form is { } form)
        {
            choices = [.. choices.Where(choice => choice.Function != "checkins-record")];
            foreach (var element in Form(message, form))
            {
                yield return element;
            }
        }
        else if (message.Layout is ChoiceLayout.Scale)
        {
            yield return Card.Choose(CardActions.Choice, language.Say("teams.scale"), choices.Select(choice => (choice.Label, choice.Id)), expanded: false, language.Say("teams.scale-needed"));
            foreach (var row in Card.Buttons([Card.Submit(language.Say("form.send"), Data(CardActions.Choose, message))]))
            {
                yield return row;
            }

            yield break;
        }

        foreach (var row in Card.Buttons(choices.Select(choice =>
        {
            var data = Data(CardActions.Choose, message);
            data[CardActions.Choice] = choice.Id;
            return Card.Execute(choice.Label, data);
        })))
        {
            yield return row;
        }
    }

    private static IEnumerable<JsonObject> Form(Message message, DayForm form)
    {
        yield return form.Values.Count > 0
            ? Card.Choose(CardActions.Value, form.ValueLabel, form.Values.Select(value => (value.Label, value.Value)), expanded: form.Values.Count < 4, form.NumberNeeded)
            : Card.Needed(new JsonObject { ["type"] = "Input.Number", ["id"] = CardActions.Value, ["label"] = form.ValueLabel }, form.NumberNeeded);
        if (form.AdherenceLabel is { } label)
        {
            yield return Card.Choose(CardActions.Adherence, label, form.Adherence.Select(answer => (answer.Label, answer.Value)), expanded: true);
        }

        yield return new JsonObject { ["type"] = "Input.Text", ["id"] = CardActions.Note, ["label"] = form.NoteLabel, ["isMultiline"] = true, ["maxLength"] = LongestNote };
        foreach (var row in Card.Buttons([Card.Submit(form.SendLabel, Data(CardActions.Fill, message))]))
        {
            yield return row;
        }
    }

    private static JsonObject Data(string verb, Message message) => new() { [CardActions.Verb] = verb, [CardActions.About] = message.Id.ToString(CultureInfo.InvariantCulture) };
}
