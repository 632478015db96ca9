using Nof1Agent.Host.Cli.Demo;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Skills.Languages;
using NodaTime;

namespace Nof1Agent.Tests.Support;

/// <summary>People who have said yes to a coach.</summary>
internal static class Coached
{
    public const string Coach = "Anna";

    public static SpokenLanguage English => KnownLanguages.English;

    /// <summary>Somebody who was invited by the coach and has agreed; with a trial that runs where wanted.</summary>
    public static async Task<Talk> Begin(bool withTrial = false, ulong seed = 1, string? study = null)
    {
        var talk = withTrial ? await Talk.WithTrial(seed) : await Talk.Begin(seed);
        await Join(talk.Place, talk.Id, Coach, study);
        if (withTrial)
        {
            talk.Hear();
            await talk.Press("Yes, they may");
        }
        else
        {
            await talk.Say("hello");
            await talk.Say("yes");
        }

        return talk;
    }

    /// <summary>Opens an invitation of a coach's.</summary>
    public static async Task Join(DemoPlace place, ParticipantId participant, string coach, string? study = null)
    {
        var book = place.Get<InvitationBook>();
        var code = (await book.Invite(coach, study, Duration.FromDays(7), 1))[0];
        Assert.Equal(InvitationOutcome.Accepted, await book.Accept(participant, "test", code));
    }
}
