using Dapper;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Skills.Coaching;

/// <summary>What a coach wrote down about somebody, for coaches only.</summary>
/// <param name="Id">Which note.</param>
/// <param name="Coach">Who wrote it.</param>
/// <param name="At">When.</param>
/// <param name="Text">What.</param>
public sealed record CoachNote(string Id, string Coach, Instant At, string Text);

/// <summary>The notes about the turn's participant. No model and no export of the person's own ever sees them; they are sealed with the person's key and deleted with everything else about them.</summary>
public sealed class CoachNotes(TurnWork work)
{
    /// <summary>Longest note, in characters.</summary>
    public const int LongestNote = 4000;

    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<CoachNote> All =>
    [
        .. work.Reader.Query<Row>("select id, coach, at, text from coach_note where participant_id = @participant order by at, id", new { participant = work.Participant })
            .Select(row => new CoachNote(row.Id, row.Coach, row.At, work.Open(row.Text))),
    ];

    /// <summary>Keeps a note.</summary>
    public SkillReply Add(string coach, string text, SpokenLanguage language)
    {
        if (text.Trim() is not { Length: > 0 and <= LongestNote } note || string.IsNullOrWhiteSpace(coach))
        {
            return SkillReply.Refuse(language.Say("notes.length", ("most", LongestNote)));
        }

        work.Add(
            "insert into coach_note (id, participant_id, coach, at, text) values (@id, @participant, @coach, @now, @text)",
            new { id = work.Random.NewId(), participant = work.Participant, coach, now = work.Now, text = work.Seal(note) });
        AuditTrail.Add(work, coach, AuditAct.Noted, "added");
        return new SkillReply { Say = language.Say("notes.kept") };
    }

    /// <summary>Removes a note of the coach's own.</summary>
    public SkillReply Remove(string coach, string id, SpokenLanguage language)
    {
        if (!All.Any(note => note.Id == id && note.Coach == coach))
        {
            return SkillReply.Refuse(language.Say("notes.not-yours"));
        }

        work.Add("delete from coach_note where id = @id and participant_id = @participant and coach = @coach", new { id, participant = work.Participant, coach });
        AuditTrail.Add(work, coach, AuditAct.Noted, "removed");
        return new SkillReply { Say = language.Say("notes.removed") };
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Coach { get; init; } = "";

        public Instant At { get; init; }

        public string Text { get; init; } = "";
    }
}
