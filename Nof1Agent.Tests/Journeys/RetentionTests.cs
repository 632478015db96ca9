using Dapper;
using Nof1Agent.Skills.Privacy;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Journeys;

/// <summary>Nothing is kept for ever, nobody is deleted without a word, and nobody who is still there is deleted at all.</summary>
public sealed class RetentionTests
{
    private static readonly RetentionSettings Settings = new() { Months = 6, NoticeDays = 30, DaysWithoutConsent = 7, DaysAfterWithdrawal = 30, AuditMonths = 3, FileDays = 10 };

    [Fact]
    public async Task Silence_AfterATrial_IsNoticedThenDeleted()
    {
        await using var talk = await Agreed();
        await Pass(talk, 140);
        Assert.Equal(new RetentionReport(0, 0), await Sweep(talk));
        await Pass(talk, 20);
        Assert.Equal(new RetentionReport(0, 1), await Sweep(talk));
        Assert.Contains("You have not written here since", talk.Hear(), StringComparison.Ordinal);
        Assert.Equal(new RetentionReport(0, 0), await Sweep(talk));
        await Pass(talk, 29);
        Assert.Equal(new RetentionReport(0, 0), await Sweep(talk));
        await Pass(talk, 2);
        Assert.Equal(new RetentionReport(1, 0), await Sweep(talk));
        Assert.Equal(0, Count(talk, "select count(*) from participant"));
        Assert.Equal(0, Count(talk, "select count(*) from message"));
        Assert.Equal(0, Count(talk, "select count(*) from channel_identity"));
    }

    [Fact]
    public async Task Silence_BrokenAfterTheNotice_StartsAnew()
    {
        await using var talk = await Agreed();
        await Pass(talk, 160);
        await Sweep(talk);
        await talk.Say("hello, I am still here");
        await Pass(talk, 40);
        Assert.Equal(new RetentionReport(0, 0), await Sweep(talk));
        Assert.Equal(1, Count(talk, "select count(*) from participant"));
        await Pass(talk, 120);
        Assert.Equal(new RetentionReport(0, 1), await Sweep(talk));
    }

    [Fact]
    public async Task LongOutage_StillGivesTheWholeTimeOfNotice()
    {
        await using var talk = await Agreed();
        await Pass(talk, 900);
        Assert.Equal(new RetentionReport(0, 1), await Sweep(talk));
        await Pass(talk, 29);
        Assert.Equal(new RetentionReport(0, 0), await Sweep(talk));
    }

    [Fact]
    public async Task OpenTrial_IsNeverTouched()
    {
        await using var talk = await Talk.WithTrial();
        await Pass(talk, 1_000);
        Assert.Equal(new RetentionReport(0, 0), await Sweep(talk));
    }

    [Fact]
    public async Task SupportMode_IsNeverTouched()
    {
        await using var talk = await Agreed();
        await talk.Say("I want to die");
        await Pass(talk, 1_000);
        Assert.Equal(new RetentionReport(0, 0), await Sweep(talk));
    }

    [Fact]
    public async Task SupportMode_WithoutConsent_IsNeverTouched()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("I want to die");
        await Pass(talk, 1_000);
        Assert.Equal(new RetentionReport(0, 0), await Sweep(talk));
        Assert.Contains("findahelpline.com", await talk.Say("hello"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SupportMode_AfterWithdrawing_IsNeverTouched()
    {
        await using var talk = await Agreed();
        await talk.Say("I want to die");
        await talk.Say("/withdraw");
        await Pass(talk, 1_000);
        Assert.Equal(new RetentionReport(0, 0), await Sweep(talk));
    }

    [Fact]
    public async Task NoConsent_WhatWasWrittenGoesAfterAWeek()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("I sleep badly");
        await Pass(talk, 6);
        Assert.Equal(0, (await Sweep(talk)).Erased);
        await Pass(talk, 2);
        Assert.Equal(1, (await Sweep(talk)).Erased);
        Assert.Equal(0, Count(talk, "select count(*) from inbound"));
        Assert.Equal(0, Count(talk, "select count(*) from participant"));
    }

    [Fact]
    public async Task Withdrawn_GoesAfterAMonth()
    {
        await using var talk = await Agreed();
        await talk.Say("/withdraw");
        await Pass(talk, 28);
        Assert.Equal(0, (await Sweep(talk)).Erased);
        await Pass(talk, 3);
        Assert.Equal(1, (await Sweep(talk)).Erased);
    }

    [Fact]
    public async Task Audit_GoesBeforeTheRest()
    {
        await using var talk = await Agreed();
        Assert.True(Count(talk, "select count(*) from turn") > 0);
        await Pass(talk, 100);
        await Sweep(talk);
        Assert.Equal(0, Count(talk, "select count(*) from turn"));
        Assert.True(Count(talk, "select count(*) from message") > 0);
    }

    [Fact]
    public async Task Erased_ForAge_TheKeyIsDestroyed()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("I sleep badly");
        string key;
        using (var connection = talk.Place.Open())
        {
            key = connection.QuerySingle<string>("select key_id from data_key");
        }

        await Pass(talk, 8);
        await Sweep(talk);
        Assert.Equal([key], talk.Place.Database.Keys.Gone([key]).Destroyed);
    }

    private static async Task<Talk> Agreed()
    {
        var talk = await Talk.Begin();
        await talk.Say("hello");
        await talk.Say("yes");
        return talk;
    }

    // Noon, when nobody is asleep.
    private static Task Pass(Talk talk, int days)
    {
        talk.Place.Clock.MoveTo(talk.Place.Now.Plus(Duration.FromDays(days)).InUtc().Date.At(new LocalTime(12, 0)).InUtc().ToDateTimeOffset());
        return Task.CompletedTask;
    }

    private static Task<RetentionReport> Sweep(Talk talk) =>
        new Retention(talk.Place.Database, talk.Place.Get<WriterQueue>(), talk.Place.Clock, talk.Place.Get<Nof1Agent.Skills.RandomSource>(), Settings).Sweep();

    private static long Count(Talk talk, string sql)
    {
        using var connection = talk.Place.Open();
        return connection.ExecuteScalar<long>(sql);
    }
}
