using Nof1Agent.Host.Dashboard.Desk;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Host.Dashboard;

/// <summary>A coach who has not unblinded a running trial cannot read from the page which day had which arm.</summary>
public sealed class BlindingTests
{
    [Theory]
    [InlineData(Speaker.Guide, "due day", null, "Good morning.", false)]
    [InlineData(Speaker.Guide, "choice", "checkins-record", "Thank you.", false)]
    [InlineData(Speaker.Model, "text", "help-ask_today", "It is that kind of day.", false)]
    [InlineData(Speaker.Model, "text", null, "Did the WARM bath go well?", false)]
    [InlineData(Speaker.System, null, null, "A notice.", false)]
    [InlineData(Speaker.Model, "text", null, "I am sorry that you slept badly.", true)]
    [InlineData(Speaker.Guide, "text", "interview-note", "Noted.", true)]
    [InlineData(Speaker.Person, "text", null, "I took the warm bath.", true)]
    [InlineData(Speaker.Coach, "text", null, "How are you?", true)]
    public async Task Messages_SinceTheTrialBegan_AreShownOnlyWhereTheyCannotTellTheArm(Speaker speaker, string? trigger, string? function, string text, bool shown)
    {
        await using var scratch = new Nof1Agent.Tests.Skills.Storage.ScratchDatabase();
        var (_, begun) = await Nof1Agent.Tests.Skills.Storage.BegunTrial.In(scratch);
        var trial = begun with { Plan = begun.Plan with { Arms = [new Arm("as usual", "do as usual"), new Arm("warm bath", "take a bath")] } };
        var at = trial.BeganAt!.Value + Duration.FromDays(1);
        var message = new Message { Id = 1, Speaker = speaker, Text = text, At = at };
        IReadOnlyList<TurnKind> kinds = trigger is null ? [] : [new TurnKind(at, trigger, function is null ? [] : [function])];

        Assert.Equal(shown ? text : BlindedTalk.Hidden, BlindedTalk.Of([message], kinds, trial, KnownLanguages.English)[0].Text);
        var before = message with { At = trial.BeganAt.Value - Duration.FromDays(1) };
        Assert.Equal(text, BlindedTalk.Of([before], kinds, trial, KnownLanguages.English)[0].Text);
    }

    [Fact]
    public async Task Page_OfARunningTrial_HidesUntilThisCoachUnblinds()
    {
        await using var service = await RunningService.Start(new DateTimeOffset(2027, 1, 25, 9, 0, 0, TimeSpan.Zero));
        var person = await Caseloads.Joined(service, "Anna", "one");
        await Caseloads.InATrial(service, person, daysAgo: 10);
        await Caseloads.Turn(service, person, skills => skills.Conversation.Say(Speaker.Guide, "web", "a turn", new Nof1Agent.Skills.SkillReply { Say = "Today: the arm of the day." }));
        var anna = (await service.Get<CoachAccounts>().Add("Anna", CoachRole.Coach, null))!;
        var acts = service.Get<Nof1Agent.Host.Coaching.CoachActs>();
        PersonView Read() => acts.Look(person, skills => PersonView.Of(skills, anna, 10, service.Get<TurnAudit>()))!;

        Assert.True(Read().IsBlinded);
        Assert.Equal(BlindedTalk.Hidden, Read().Messages[^1].Text);
        await acts.Do(person, skills => skills.Coach.Unblind("Ben", "a rash that has to be explained", PersonDesk.Language));
        Assert.True(Read().IsBlinded);
        await acts.Do(person, skills => skills.Coach.Unblind("Anna", "a rash that has to be explained", PersonDesk.Language));
        Assert.False(Read().IsBlinded);
        Assert.Equal("Today: the arm of the day.", Read().Messages[^1].Text);
    }
}
