using Dapper;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Telegram;
using NodaTime;

namespace Nof1Agent.Tests.Channels.Telegram;

/// <summary>Somebody changes a message in Telegram.</summary>
public sealed class TelegramEditTests
{
    private static readonly LocalDate FirstEvening = new(2027, 1, 4);

    [Fact]
    public async Task EditedMessageOfAnEarlierDay_CorrectsThatDayAndReadsItBack()
    {
        await using var telegram = await FakeBotApi.Start();
        await using var service = await RunningService.Start(TelegramDays.At(FirstEvening, 19, 0), TelegramSettings.For(telegram, webhook: true));
        var ada = new TelegramPatient(telegram, 4711, () => service.NothingWaits);
        await ada.Write("/start");
        await ada.Interview();
        await ada.Begin();
        await service.MoveTo(FirstEvening.PlusDays(2), 8, 0);
        await service.Quiet(telegram);
        await ada.Write("31 minutes, did it");
        var first = telegram.LastWritten;
        await service.MoveTo(FirstEvening.PlusDays(3), 8, 0);
        await service.Quiet(telegram);
        await ada.Write("42 minutes, did it");

        var answer = await ada.Edit(first, "13 minutes, did it");

        Assert.Contains("13 minutes", answer.Text, StringComparison.Ordinal);
        Assert.Equal([(1, 1, 31.0), (1, 2, 13.0), (2, 1, 42.0)], Days(service));
        Assert.Equal("corrected by the participant", Reason(service));
    }

    // Day of the trial, revision, value.
    private static List<(long Day, long Revision, double Value)> Days(RunningService service)
    {
        using var connection = service.Get<Database>().Open();
        return [.. connection.Query<(long, long, double)>("select dense_rank() over (order by study_day), revision, value from check_in order by study_day, revision")];
    }

    private static string? Reason(RunningService service)
    {
        using var connection = service.Get<Database>().OpenReadable();
        return connection.ExecuteScalar<string>("select opened(reason) from check_in where revision = 2");
    }
}
