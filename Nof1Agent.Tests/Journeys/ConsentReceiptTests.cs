using Nof1Agent.Skills.Participants;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys;

/// <summary>The receipt of a consent says what was agreed, when and to which text, and what was not part of it.</summary>
public sealed class ConsentReceiptTests
{
    [Theory]
    [InlineData("hello", "yes", "/consent", "Receipt of your consent", "stored on this server", "a coach of this server may read it", "a language model", "sharing a result", "nothing is shared", "/withdraw", "/delete")]
    [InlineData("auf Deutsch bitte", "ja", "/einwilligung", "Einwilligung", "Server", "Sprachmodell", "Coach", "geteilt ist nichts", "/withdraw", "/delete")]
    public async Task Receipt_NamesVersionDayTimeAndWhatWasAgreed(string greeting, string yes, string command, params string[] parts)
    {
        await using var talk = await Talk.Begin();
        await talk.Say(greeting);
        await talk.Say(yes);
        var receipt = await talk.Say(command);
        Assert.Contains(ParticipantSkills.ConsentVersion, receipt, StringComparison.Ordinal);
        Assert.Matches(@"\d{2}:\d{2}", receipt);
        Assert.All(parts, part => Assert.Contains(part, receipt, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Receipt_BeforeConsentAndAfterWithdrawing_SaysThatThereIsNone()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("hello");
        Assert.Contains("There is no consent of yours", await talk.Say("/consent"), StringComparison.Ordinal);
        await talk.Say("yes");
        await talk.Say("/withdraw");
        Assert.Contains("There is no consent of yours", await talk.Say("/consent"), StringComparison.Ordinal);
    }
}
