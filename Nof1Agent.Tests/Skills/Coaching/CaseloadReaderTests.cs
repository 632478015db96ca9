using Dapper;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Coaching;

/// <summary>The list of a coach: what stands in a row, and that it tells nothing of the arms.</summary>
public sealed class CaseloadReaderTests
{
    private const string Coach = Coached.Coach;

    [Fact]
    public async Task Read_SomebodyInATrial_SaysWhereTheyAre()
    {
        await using var talk = await Coached.Begin(withTrial: true, study: "Sleep in spring");
        var start = (await talk.Trial()).StartsOn!.Value;
        var (days, answers) = ((await talk.Trial()).Plan.Design.TotalDays, new[] { "yes", "no", "partly" });
        for (var day = 0; day < 3; day++)
        {
            await talk.Until(start.PlusDays(day + 1), 9);
            await talk.Use(skills => skills.CheckIns.Record(20 + day, answers[day]));
        }

        await talk.Until(start.PlusDays(6), 9);
        var row = Assert.Single(await Reader(talk).Read(Coach, Coach));
        Assert.Equal((talk.Id, Coach, "Sleep in spring", CasePhase.Running), (row.Id, row.Owner, row.Study, row.Phase));
        Assert.Equal((7, days), (row.Day, row.Days));
        Assert.Equal($"running, day 7 of {days}", row.PhaseIn(Coached.English));
        Assert.Equal("sleep onset", row.Goal);
        Assert.Equal(
            [DayMark.Answered, DayMark.No, DayMark.Partly, DayMark.Missing, DayMark.Missing, DayMark.Open],
            row.Strip.SkipWhile(mark => mark is DayMark.None));
        Assert.Equal(14, row.Strip.Count);
        Assert.Equal(2, row.SilentDays);
        Assert.Equal(NeedReason.Silent, row.Need.Reason);
        Assert.NotNull(row.LastActivity);
        Assert.Matches("^[A-Z][a-z]+ [A-Z][a-z]+$", row.Alias);

        await talk.Use(skills => skills.Trials.Pause("holiday"));
        await talk.Until(start.PlusDays(9), 9);
        row = Assert.Single(await Reader(talk).Read(Coach, Coach));
        Assert.Equal(CasePhase.Paused, row.Phase);
        Assert.Equal([DayMark.Paused, DayMark.Paused], row.Strip.TakeLast(2));
        Assert.Null(row.Day);
    }

    [Fact]
    public async Task Read_ShowsOnlyThoseWhoSaidYes_AndOnlyToTheirCoach()
    {
        await using var talk = await Coached.Begin();
        var other = await talk.Place.Inbox.Meet("test", "another", Nof1Agent.Host.Cli.Demo.DemoPlace.Zone);
        await Coached.Join(talk.Place, other, "Ben");
        Assert.Equal([talk.Id], (await Reader(talk).Read("Anna", null)).Select(row => row.Id));
        Assert.Empty(await Reader(talk).Read("Ben", "Ben"));
        Assert.Null(Reader(talk).OwnerOf(other));

        await talk.Place.InOneTurn(other, skills => skills.Participants.Consent(true));
        Assert.Equal([other], (await Reader(talk).Read("Ben", "Ben")).Select(row => row.Id));
        Assert.Equal(2, (await Reader(talk).Read("Lea", null)).Select(row => row.Alias).Distinct().Count());
        Assert.Equal("Ben", Reader(talk).OwnerOf(other));
        await talk.Say("/withdraw");
        Assert.Empty(await Reader(talk).Read("Anna", "Anna"));
        Assert.Null(await Reader(talk).Find("Anna", talk.Id));
    }

    [Fact]
    public async Task Read_UnreadAlertsAndFloor()
    {
        await using var talk = await Coached.Begin();
        var before = Assert.Single(await Reader(talk).Read(Coach, Coach));
        Assert.Equal(2, before.Unread);
        var marks = talk.Place.Get<ReadMarks>();
        var last = talk.Place.Transcript.After(talk.Id, 0, 100)[^1].Id;
        await marks.Read(Coach, talk.Id, last);
        await marks.Read(Coach, talk.Id, 1);
        Assert.Equal(last, marks.Of(Coach, talk.Id));
        Assert.Equal(0, (await Reader(talk).Find(Coach, talk.Id))!.Unread);
        Assert.Equal(2, (await Reader(talk).Find("Ben", talk.Id))!.Unread);

        await talk.Say("/human");
        var asks = (await Reader(talk).Find(Coach, talk.Id))!;
        Assert.Equal((NeedReason.AsksForHuman, 1), (asks.Need.Reason, asks.Unread));
        Assert.NotNull(asks.AskedForHumanAt);
        Assert.Equal(1, asks.AlertsByKind[AlertKind.HumanRequested]);
        await talk.Use(skills => skills.Floor.TakeOver(Coach, Coached.English));
        var taken = (await Reader(talk).Find(Coach, talk.Id))!;
        Assert.Equal((Coach, NeedReason.WaitsForAnswer), (taken.Floor, taken.Need.Reason));
        Assert.Equal(before.Alias, taken.Alias);
    }

    [Fact]
    public async Task Signal_ToldOfAnyChange()
    {
        await using var talk = await Coached.Begin();
        var signal = new CaseloadSignal(talk.Place.Get<WriterQueue>(), TimeProvider.System);
        var version = signal.Version;
        var waiting = signal.ChangedSince(version, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        await talk.Say("hello again");
        Assert.True(await waiting.WaitAsync(TimeSpan.FromSeconds(5)) > version);
        Assert.True(await signal.ChangedSince(version, CancellationToken.None) > version);
    }

    /// <summary>Nothing that a row or its reading could give away: order and secret are not even read.</summary>
    [Fact]
    public void Row_HoldsNothingOfTheArms()
    {
        string[] names = [.. typeof(CaseloadRow).GetProperties().Select(property => property.Name)];
        Assert.DoesNotContain(names, name => name.Contains("Arm", StringComparison.Ordinal) || name.Contains("Sequence", StringComparison.Ordinal) || name.Contains("Trial", StringComparison.Ordinal));
        Assert.True(names.Length > 10);
    }

    internal static CaseloadReader Reader(Talk talk) => talk.Place.Get<CaseloadReader>();
}
