using System.Diagnostics;
using System.Globalization;
using Dapper;
using Nof1Agent.Host.Channels.Telegram;
using Nof1Agent.Host.Keys;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Tests.Journeys.Durability;
using Nof1Agent.Tests.Skills.Storage;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Telegram;
using NodaTime;

namespace Nof1Agent.Tests.Channels.Telegram;

/// <summary>
/// The service is killed at random moments while people in the middle of a trial tell their nights in words, press buttons (some twice) and correct what they wrote by
/// changing the message. Every telling must be one revision in the diary: none lost, none doubled, each by the one who told it.
/// </summary>
public sealed class TelegramDiaryKillTests(ITestOutputHelper output)
{
    private const int People = 3;
    private const int Nights = 5;

    [Fact]
    public Task Killed4Times_EveryTellingIsOneRevision() => Killed(4, seed: 20270306);

    /// <summary>dotnet test Nof1Agent.Tests --filter "FullyQualifiedName~TelegramDiaryKillTests" -- xUnit.Explicit=only</summary>
    [Fact(Explicit = true)]
    public Task Killed25Times_EveryTellingIsOneRevision() => Killed(25, seed: (int)(Environment.TickCount64 & int.MaxValue));

    private async Task Killed(int kills, int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("nof1-diary-kill-");
        await using var telegram = await FakeBotApi.Start();
        telegram.Failures.Rule = TelegramKillTests.Trouble(new Random(seed + 1));
        var settings = TelegramSettings.For(telegram, webhook: false);
        try
        {
            var path = Path.Combine(folder.FullName, "nof1.db");
            var patients = await Begin(path, telegram);
            using var http = new HttpClient();
            for (var kill = 0; kill < kills; kill++)
            {
                await using var service = ServiceProcess.Start(path, settings);
                await service.UntilReady(http, cancellation);
                var until = Environment.TickCount64 + random.Next(300, 2000);
                while (Environment.TickCount64 < until)
                {
                    patients[random.Next(People)].TellSomething(random);
                    await Task.Delay(random.Next(20, 150), cancellation);
                }

                await service.Kill();
            }

            using var database = OpenedDatabase.AsItIs(path);
            await using (var last = ServiceProcess.Start(path, settings))
            {
                await last.UntilReady(http, cancellation);
                for (var patience = Stopwatch.StartNew(); telegram.Unconfirmed > 0 || TelegramKillTests.Waits(database);)
                {
                    Assert.True(patience.Elapsed < TimeSpan.FromMinutes(4), $"seed {seed}: {telegram.Unconfirmed} updates unconfirmed, or something not answered or delivered");
                    await Task.Delay(50, cancellation);
                }

                await last.Kill();
            }

            Check(database, patients, seed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Check(Database database, List<Patient> patients, int seed)
    {
        using var connection = database.OpenReadable();
        Assert.Equal(patients.SelectMany(patient => patient.Updates).Select(update => database.Keys.Fingerprint(TelegramSettings.Key(update))).Order(), connection.Query<string>("select dedupe_key from inbound where channel = 'telegram'").Order());
        Assert.Equal(0, connection.ExecuteScalar<int>("select count(*) from inbound where handled_at is null"));
        Assert.Equal(0, connection.ExecuteScalar<int>("select count(*) from outbound where failed is not null and failed <> 'expired'"));
        foreach (var patient in patients)
        {
            var kept = connection.Query<double>("select c.value from check_in c join trial t on t.id = c.trial_id where t.participant_id = @id order by 1", new { id = patient.Id.Value }).ToList();
            Assert.True(patient.Told.Order().SequenceEqual(kept), $"seed {seed}: told {string.Join(' ', patient.Told.Order())}, kept {string.Join(' ', kept)}");
        }

        // A correction is the next revision of its day, so that none overwrote another.
        Assert.Equal(0, connection.ExecuteScalar<int>("select count(*) from (select max(revision) as most, count(*) as all_of_them from check_in group by trial_id, study_day) where most <> all_of_them"));
        var (told, twice) = (patients.Sum(patient => patient.Told.Count), patients.Sum(patient => patient.PressedTwice));
        output.WriteLine($"{told} tellings, {patients.Sum(patient => patient.Corrections)} of them corrections, {twice} buttons pressed twice");
        Assert.True(told > 4 * People && patients.Sum(patient => patient.Corrections) > 0 && twice > 0, "hardly anything was told");
    }

    // In the middle of a trial about how long it takes to fall asleep, with a question about each of some earlier nights that still has its buttons.
    private static async Task<List<Patient>> Begin(string path, FakeBotApi telegram)
    {
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        using var database = OpenedDatabase.OfThisVersion(path, now).Database;
        await using var writer = new WriterQueue(database);
        var random = RandomSource.Seeded(20270306);
        var patients = new List<Patient>();
        for (var person = 1; person <= People; person++)
        {
            var id = await new Inbox(database, writer, TimeProvider.System, random).Meet("telegram", $"{person}", DateTimeZone.Utc);
            await InOneTurn(database, writer, random, id, now - Duration.FromDays(12), skills =>
            {
                skills.Participants.Consent(true);
                skills.Interview.Note(goal: "sleep onset", outcome: "sleep-onset-minutes", mcid: 10, typicalGood: 30, typicalBad: 80, adult: true, conditions: [], medicines: [], tried: [], limits: [], expectation: 5);
                skills.Candidates.List();
                skills.Trials.Propose("1");
                var plan = skills.TrialStore.Open!.Plan;
                skills.Trials.ChooseLength(weeks: LengthOptions.For(plan, BegunTrial.Catalogue.Outcome(plan.Outcome)!)[0].Days / 7.0);
                skills.Trials.ConfirmPlan();
                var begun = skills.Trials.Begin("word");
                Assert.True(begun.Ok, begun.Say);
                skills.Rhythm.Schedule(null);
                skills.Conversation.Close(null);
            });
            await InOneTurn(database, writer, random, id, now, skills =>
            {
                for (var night = 2; night < 2 + Nights; night++)
                {
                    skills.Conversation.Say(Speaker.Guide, "telegram", $"nights of {person}", new SkillReply
                    {
                        Say = $"Night {night}?",
                        Choices = [.. Enumerable.Range(0, 3).Select(place => new Choice($"{night}{place}", SkillCall.Of("checkins-record", ("value", (night * 10) + place), ("adherence", "yes"), ("day", $"-{night}"))))],
                    });
                }

                skills.Rhythm.Schedule(null);
                skills.Conversation.Close(null);
            });
            using var connection = database.Open();
            patients.Add(new Patient(telegram, person, id, [.. connection.Query<long>("select id from message where participant_id = @id order by id", new { id = id.Value })]));
        }

        return patients;
    }

    private static async Task InOneTurn(Database database, WriterQueue writer, RandomSource random, ParticipantId participant, Instant now, Action<SkillSet> use)
    {
        using var work = new TurnWork(database, participant, now, random);
        use(new SkillSet(work, BegunTrial.Catalogue, new TriggerSettings()));
        Assert.Equal(CommitOutcome.Committed, await work.CommitAsync(writer));
    }

    private sealed class Patient(FakeBotApi telegram, long user, ParticipantId id, List<long> questions)
    {
        private int next = 100;
        private long written;

        public ParticipantId Id => id;

        public List<long> Updates { get; } = [];

        public List<double> Told { get; } = [];

        public int Corrections { get; private set; }

        public int PressedTwice { get; private set; }

        public void TellSomething(Random random)
        {
            if (written == 0)
            {
                Updates.Add(telegram.Text(user, Words()));
                written = telegram.LastWritten;
            }
            else if (questions.Count > 0 && random.Next(3) == 0)
            {
                var night = 2 + Nights - questions.Count;
                var place = random.Next(3);
                var data = TelegramKeyboard.Data(questions[0], place);
                questions.RemoveAt(0);
                Updates.Add(telegram.Press(user, 1, data));
                Told.Add((night * 10) + place);
                if (random.Next(2) == 0)
                {
                    Updates.Add(telegram.Press(user, 1, data));
                    PressedTwice++;
                }
            }
            else
            {
                Corrections++;
                Updates.Add(telegram.Edit(user, written, Words()));
            }
        }

        private string Words()
        {
            Told.Add(next);
            return string.Create(CultureInfo.InvariantCulture, $"{next++} minutes, did it");
        }
    }
}
