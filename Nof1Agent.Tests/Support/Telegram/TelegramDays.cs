using System.Diagnostics;
using NodaTime;

namespace Nof1Agent.Tests.Support.Telegram;

/// <summary>Days that pass for somebody in Lisbon.</summary>
internal static class TelegramDays
{
    private static readonly DateTimeZone Lisbon = DateTimeZoneProviders.Tzdb["Europe/Lisbon"];

    /// <summary>Lets time pass until then; what is due on the way is said at its time.</summary>
    public static async Task MoveTo(this RunningService service, LocalDate date, int hour, int minute)
    {
        var goal = At(date, hour, minute);
        while (service.NextDue is { } next && next.ToDateTimeOffset() < goal)
        {
            await Pass(service, next.ToDateTimeOffset());
        }

        await Pass(service, goal);
    }

    /// <summary>Waits until everything is answered and delivered.</summary>
    public static Task Quiet(this RunningService service, FakeBotApi telegram) =>
        Until(() => telegram.Unconfirmed == 0 && service.NothingWaits, "everything to be answered and delivered");

    public static DateTimeOffset At(LocalDate date, int hour, int minute) => date.At(new LocalTime(hour, minute)).InZoneLeniently(Lisbon).ToDateTimeOffset();

    private static Task Pass(RunningService service, DateTimeOffset moment)
    {
        service.Clock.MoveTo(moment);
        return Until(() => service.NothingIsDue, $"what is due at {moment:u}");
    }

    private static async Task Until(Func<bool> happened, string what)
    {
        for (var patience = Stopwatch.StartNew(); !happened();)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), $"waited in vain for {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
