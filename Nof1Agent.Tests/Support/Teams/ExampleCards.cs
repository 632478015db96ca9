using System.Text.Json.Nodes;
using Nof1Agent.Host.Channels.Teams.Cards;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;
using NodaTime;

namespace Nof1Agent.Tests.Support.Teams;

/// <summary>Cards of messages that a single journey may not meet.</summary>
internal static class ExampleCards
{
    /// <summary>A question of every kind: words, a scale, forms; open and answered, plain and covered, in every language.</summary>
    public static IEnumerable<JsonObject> All() =>
        from language in KnownLanguages.All
        from message in Messages()
        from answered in new[] { null, message.Card?.Form is null ? "c0" : new FormAnswer("3", "Yes", "fine & <well>").ToChoiceId() }
        from discreet in new[] { false, true }
        select MessageCard.Of(message with { Answered = answered }, message.Text, null, language, discreet);

    /// <summary>A message with a scale of numbers.</summary>
    public static Message Scale { get; } = new()
    {
        Id = 7, Speaker = Speaker.Guide, Text = "How well did you sleep?\n\nFrom 0 (not at all) to 10.", Layout = ChoiceLayout.Scale, At = Instant.FromUtc(2027, 1, 4, 19, 0),
        Choices = [.. Enumerable.Range(0, 11).Select(n => new Choice($"{n}", SkillCall.Of("checkins-record", ("value", n))))],
    };

    /// <summary>A message with two buttons.</summary>
    public static Message Words { get; } = Scale with { Layout = ChoiceLayout.Buttons, Text = "Is <b>that</b> *OK*?", Choices = [new("Yes", SkillCall.Of("x-y")), new("No", SkillCall.Of("x-z"))] };

    /// <summary>The form of a day with a scale.</summary>
    public static Message ScaleForm { get; } = Scale with { Card = new CardParts { Form = Form([.. Enumerable.Range(0, 11).Select(n => new FormOption($"{n}", $"{n}"))]) } };

    /// <summary>The form of a day with a number, before a trial.</summary>
    public static Message NumberForm { get; } = Scale with { Choices = [], Card = new CardParts { Form = Form([]) with { AdherenceLabel = null, Adherence = [] } } };

    private static IEnumerable<Message> Messages() => [Scale, Words, ScaleForm, NumberForm, Words with { Text = "1. Tea (hypothesis)\n   Good.\n\n2. Walk\n   Better.", Card = new CardParts { Bars = [new ChanceBar("1. ", 62, "62 in 100"), new ChanceBar("2. ", 1, "1 in 100")] } }];

    private static DayForm Form(IReadOnlyList<FormOption> values) => new()
    {
        Day = new LocalDate(2027, 1, 4), ValueLabel = "Sleep quality", Values = values, AdherenceLabel = "Did you do it?",
        Adherence = [new("Yes", "Yes"), new("Partly", "Partly"), new("No", "No")], NoteLabel = "Note", SendLabel = "Send", NumberNeeded = "A number, please.",
    };
}
