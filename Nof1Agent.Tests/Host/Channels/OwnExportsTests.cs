using System.Net;
using Dapper;
using Nof1Agent.Skills;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Skills.Results;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Host.Cli;
using Nof1Agent.Tests.Skills.Documents;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Channels;

/// <summary>The exports as the running service gives them: to the person of the session and to nobody else. And the same from the command line.</summary>
public sealed class OwnExportsTests
{
    [Fact]
    public async Task Exports_AreOfTheOwnSessionOnly_WithHeadersThatForbidScripts()
    {
        await using var service = await RunningService.Start(new DateTimeOffset(2027, 4, 20, 12, 0, 0, TimeSpan.Zero));
        using var owner = new HttpClient { BaseAddress = service.Address };
        using var somebodyElse = new HttpClient { BaseAddress = service.Address };
        using var nobody = new HttpClient { BaseAddress = service.Address };
        await owner.PostAsync("/api/chat/session", null, TestContext.Current.CancellationToken);
        await Store(service, ExampleTrials.Hostile);
        await somebodyElse.PostAsync("/api/chat/session", null, TestContext.Current.CancellationToken);
        foreach (var form in ExportForm.All.Where(form => form.Name != BlindCodes.Sheet))
        {
            using var own = await owner.GetAsync($"/api/chat/export/{form.Name}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, own.StatusCode);
            Assert.Equal(form.ContentType, own.Content.Headers.ContentType!.MediaType);
            Assert.Equal(form.IsPage ? null : "attachment", own.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Equal("nosniff", own.Headers.GetValues("X-Content-Type-Options").Single());
            if (form.IsPage)
            {
                var policy = own.Headers.GetValues("Content-Security-Policy").Single();
                Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
                Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
            }

            using var other = await somebodyElse.GetAsync($"/api/chat/export/{form.Name}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
            using var none = await nobody.GetAsync($"/api/chat/export/{form.Name}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        }

        using var unknown = await owner.GetAsync("/api/chat/export/secrets.txt", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("diary.csv", await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await FromTheCommandLine(service.DatabasePath);
    }

    private static async Task FromTheCommandLine(string database)
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.OfAsync("export", "--to", folder.Path("out"), "--database", database);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("8 files of 1 trial in ", run.Output, StringComparison.Ordinal);
        var written = Path.Combine(folder.Path("out"), "t-example");
        Assert.Equal(ExportForm.All.Select(form => form.Name).Where(name => name != BlindCodes.Sheet).Order(), Directory.GetFiles(written).Select(Path.GetFileName).Order());
        Assert.DoesNotContain("\"note\": \"", await File.ReadAllTextAsync(Path.Combine(written, "trial.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await CommandRun.OfAsync("export", "--to", folder.Path("out"), "--database", database)).IsOneLine(1, "exists");
        var one = await CommandRun.OfAsync("export", "--to", folder.Path("with"), "--trial", "t-example", "--form", "trial.json", "--with-notes", "--database", database);
        Assert.StartsWith("1 files of 1 trial in ", one.Output, StringComparison.Ordinal);
        Assert.Contains("\"note\": \"", await File.ReadAllTextAsync(Path.Combine(folder.Path("with"), "t-example", "trial.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await CommandRun.OfAsync("export", "--to", folder.Path("no"), "--trial", "none", "--database", database)).IsOneLine(1, "no trial none");
    }

    private static async Task Store(RunningService service, TrialRecord record)
    {
        var database = service.Get<Database>();
        using var connection = database.Open();
        var participant = new ParticipantId(connection.QuerySingle<string>("select id from participant"));
        using var work = new TurnWork(database, participant, record.MadeAt, RandomSource.Seeded(1));
        new TrialStore(work).Add(record.Trial);
        foreach (var told in record.Days.Where(day => day.Told is not null))
        {
            new CheckInStore(work).Add(record.Trial.Id, told.Told!);
        }

        new ResultStore(work).Add(record.Trial.Id, record.Answer!);
        Assert.Equal(CommitOutcome.Committed, await work.CommitAsync(service.Writer));
    }
}
