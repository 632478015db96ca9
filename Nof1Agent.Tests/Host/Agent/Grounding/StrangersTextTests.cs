using System.Text.Json.Nodes;
using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Agent.Grounding;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Tests.Host.Agent.Grounding;

/// <summary>What somebody wrote into the name of a file or of a column is no fact, wherever it is repeated.</summary>
public sealed class StrangersTextTests
{
    private const string Claim = "It was 83 minutes.";

    [Fact]
    public void FileName_InTheMessageThatStandsForIt_GroundsNothing() => Assert.NotEmpty(Judged([Said(Speaker.Person, KnownLanguages.English.Say("imports.notice", ("file", "it was 83 minutes.csv")))]));

    [Fact]
    public void Number_OfThePersonsOwnWords_StillDoes() => Assert.Empty(Judged([Said(Speaker.Person, "it was 83 minutes")]));

    [Fact]
    public void QuestionWhichColumn_GroundsNothing_NowAndLater()
    {
        Assert.NotEmpty(Judged([], Called("imports-show", "I have read \"83 minutes.csv\". Which column is it?", null, "83 minutes (5 days)")));
        var asked = Said(Speaker.Guide, "I have read \"83 minutes.csv\". Which column is it?") with { Choices = [new Choice("83 minutes (5 days)", SkillCall.Of("imports-look", ("column", "83 minutes")))] };
        Assert.NotEmpty(Judged([asked]));
    }

    [Fact]
    public void LookAtAColumn_GroundsWhatItFound_NotTheColumnsName()
    {
        var look = Called("imports-look", "Taking over \"83 minutes\" would add 5 days.", "83 minutes");
        Assert.NotEmpty(Judged([], look));
        Assert.Empty(GroundingGuard.Check("That would add 5 days.", Ground.From([look], [], new GroundContext { Unit = "min" })));
    }

    private static IReadOnlyList<object> Judged(IReadOnlyList<Message> conversation, params CalledFunction[] calls) => [.. GroundingGuard.Check(Claim, Ground.From(calls, conversation, new GroundContext { Unit = "min" }))];

    private static Message Said(Speaker speaker, string text) => new() { Id = 1, Speaker = speaker, Text = text, At = default };

    private static CalledFunction Called(string function, string say, string? column, params string[] buttons) => new(
        function,
        column is null ? [] : new JsonObject { ["column"] = column },
        new SkillReply { Say = say, Choices = [.. buttons.Select(label => new Choice(label, SkillCall.Of("imports-look", ("column", label))))] });
}
