using System.Globalization;
using Nof1Agent.Host.Agent;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Rhythm;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Benchmarks;

/// <summary>Where the processor time of a due row goes: reading, the rule with its words, storing.</summary>
internal static class DueParts
{
    private const int Together = 500;

    public static int Run(string[] arguments) => RunAsync(arguments is [var people] ? int.Parse(people, CultureInfo.InvariantCulture) : 10_000).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(int people)
    {
        var folder = Directory.CreateTempSubdirectory("nof1-due-").FullName;
        try
        {
            await using var place = new DuePeople(folder, new LimitedChannel(limit: 0));
            await place.Start();
            await place.Fill(people, LimitedChannel.ChannelName);
            Console.WriteLine("| day | processor µs per row: reading | rule and words | storing |");
            Console.WriteLine("| ---: | ---: | ---: | ---: |");
            for (var day = 1; day <= 4; day++)
            {
                place.Clock.Move(TimeSpan.FromDays(1));
                var (reading, rule, storing, rows) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0);
                foreach (var chunk in place.Get<DueWork>().Due(place.Now, people).DistinctBy(row => row.ParticipantId).Chunk(Together))
                {
                    var start = Environment.CpuUsage.TotalTime;
                    using var batch = new DueBatch(place.Database, chunk, place.Now, place.Get<RandomSource>());
                    var read = Environment.CpuUsage.TotalTime;
                    foreach (var (row, work) in batch.Turns)
                    {
                        new Turn(new SkillSet(work, place.Get<EvidenceCatalogue>(), new TriggerSettings()), place.Get<SafetyScreen>(), place.Get<AgentTeam>(), DueWork.TurnId(row)).SayDue(row);
                    }

                    var ruled = Environment.CpuUsage.TotalTime;
                    await Task.WhenAll(batch.Turns.Select(turn => turn.Work.CommitAsync(place.Get<WriterQueue>())));
                    (reading, rule, storing, rows) = (reading + (read - start), rule + (ruled - read), storing + (Environment.CpuUsage.TotalTime - ruled), rows + chunk.Length);
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {day} | {reading.TotalMicroseconds / rows:F0} | {rule.TotalMicroseconds / rows:F0} | {storing.TotalMicroseconds / rows:F0} |"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
