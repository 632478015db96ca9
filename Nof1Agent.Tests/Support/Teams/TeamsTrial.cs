using System.Diagnostics;
using Nof1Agent.Tests.Support;
using NodaTime;

namespace Nof1Agent.Tests.Support.Teams;

/// <summary>A whole trial in an app for Teams, from "I sleep badly" to "did it work?", over real sockets, with the real service and database.</summary>
internal sealed class TeamsTrial(RunningService service, TeamsPatient ada)
{
    public static readonly LocalDate FirstEvening = new(2027, 1, 4);
    private static readonly DateTimeZone Lisbon = DateTimeZoneProviders.Tzdb["Europe/Lisbon"];

    /// <summary>Days that were answered.</summary>
    public int Days { get; private set; }

    /// <summary>Days that were answered by a form.</summary>
    public int Forms { get; private set; }

    /// <summary>Plays it.</summary>
    /// <param name="days">How many days at most; what it takes where there are more.</param>
    public async Task Play(int days = 80)
    {
        await ada.Interview();
        await ada.Begin();
        var begun = ada.Chat.Count;
        for (; Days < days && !ada.Chat.Skip(begun).Any(message => message.Images.Count > 0); Days++)
        {
            ada.CatchUp();
            await MoveTo(FirstEvening.PlusDays(Days + 1), 20, 30);
            await MoveTo(FirstEvening.PlusDays(Days + 2), 8, 0);
            await Quiet();
            if (ada.Chat.Skip(begun).Any(message => message.Images.Count > 0))
            {
                return;
            }

            var minutes = $"{25 + (Days * 17 % 23)}";
            if (Days % 2 == 0 && ada.Chat.Any(message => message.Inputs.Any(input => input["id"]!.GetValue<string>() == "value")))
            {
                await ada.Fill(("value", minutes), ("adherence", "Yes"), ("note", "a quiet day"));
                Forms++;
            }
            else
            {
                await ada.Write($"{minutes} minutes, did it");
            }

            await Quiet();
        }
    }

    public static DateTimeOffset At(LocalDate date, int hour, int minute) => date.At(new LocalTime(hour, minute)).InZoneLeniently(Lisbon).ToDateTimeOffset();

    private async Task MoveTo(LocalDate date, int hour, int minute)
    {
        var goal = At(date, hour, minute);
        while (service.NextDue is { } next && next.ToDateTimeOffset() < goal)
        {
            await Pass(next.ToDateTimeOffset());
        }

        await Pass(goal);
    }

    private Task Pass(DateTimeOffset moment)
    {
        service.Clock.MoveTo(moment);
        return Until(() => service.NothingIsDue, $"what is due at {moment:u}");
    }

    private Task Quiet() => Until(() => service.NothingWaits, "everything to be answered and delivered");

    private static async Task Until(Func<bool> happened, string what)
    {
        for (var patience = Stopwatch.StartNew(); !happened();)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(90), $"waited in vain for {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
