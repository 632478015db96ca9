using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.Rhythm;

/// <summary>
/// Due rows of many participants, one row each, with all that their turns read: read for all of them at once, in one snapshot. The turns
/// themselves are those of any due row and commit against the same conditions.
/// </summary>
public sealed class DueBatch : IDisposable
{
    // Of somebody who answers, the rule looks no further back than this; study days and UTC dates differ by at most one.
    private const int DaysReadAhead = 3;

    private readonly SqliteConnection reader;

    public DueBatch(Database database, IReadOnlyList<DueRow> rows, Instant now, RandomSource random)
    {
        reader = database.Open();
        reader.Execute("begin deferred");
        var turns = rows.ToDictionary(row => row.ParticipantId, row => new TurnWork(database, row.ParticipantId, now, random, reader));
        TurnWork.PreloadKeys(reader, turns);
        ConversationStore.Preload(reader, turns);
        ParticipantStore.Preload(reader, turns);
        DueWork.Preload(reader, turns);
        InterviewStore.Preload(reader, turns);
        TrialStore.Preload(reader, turns);
        var trials = turns.Values.Select(work => (new TrialStore(work).Open, work)).Where(one => one.Open is not null).ToDictionary(one => one.Open!.Id, one => one.work);
        var silent = CheckInStore.Preload(reader, trials, now, DaysReadAhead);
        CheckInStore.Preload(reader, silent, now, ToldStore.DaysKept);
        ToldStore.Preload(reader, trials, now, DaysReadAhead);
        ToldStore.Preload(reader, silent, now, ToldStore.DaysKept);
        var answering = reader.Query<string>($"select distinct participant_id from inbound where handled_at is null and participant_id {ManyIds.In}", new { ids = ManyIds.Of(turns.Keys) }).ToHashSet();
        Turns = [.. rows.Where(row => !answering.Contains(row.ParticipantId.Value)).Select(row => (row, turns[row.ParticipantId]))];
        Busy = [.. rows.Where(row => answering.Contains(row.ParticipantId.Value))];
    }

    /// <summary>The rows with what their turns have to work with. Only while the batch is not disposed.</summary>
    public IReadOnlyList<(DueRow Row, TurnWork Work)> Turns { get; }

    /// <summary>Rows of participants who are being answered this very moment: their turn comes after that answer.</summary>
    public IReadOnlyList<DueRow> Busy { get; }

    public void Dispose()
    {
        reader.Execute("commit transaction");
        reader.Dispose();
    }
}
