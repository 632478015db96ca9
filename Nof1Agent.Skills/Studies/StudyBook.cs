using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.Studies;

/// <summary>The studies: made, changed by new versions, closed and opened by coaches. Every change stands in the audit log.</summary>
public sealed class StudyBook(Database database, WriterQueue writer, InvitationBook invitations, EvidenceCatalogue catalogue, TimeProvider clock, RandomSource random)
{
    private const string Select = "select s.id, s.owner, s.is_open, s.created_at, v.version, v.at as changed_at, v.template from study s join study_version v on v.study_id = s.id";

    /// <summary>All of them in their latest version, the newest first.</summary>
    public IReadOnlyList<Study> All
    {
        get
        {
            using var connection = database.Open();
            return [.. connection.Query<Row>($"{Select} where v.version = (select max(version) from study_version where study_id = s.id) order by s.created_at desc, s.id").Select(row => row.ToStudy())];
        }
    }

    /// <summary>A study in its latest version; null when there is none.</summary>
    public Study? Find(string id)
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<Row>($"{Select} where s.id = @id order by v.version desc limit 1", new { id })?.ToStudy();
    }

    /// <summary>Every version of a study, the latest first.</summary>
    public IReadOnlyList<Study> Versions(string id)
    {
        using var connection = database.Open();
        return [.. connection.Query<Row>($"{Select} where s.id = @id order by v.version desc", new { id }).Select(row => row.ToStudy())];
    }

    /// <summary>Makes a study, open to join.</summary>
    /// <returns>The study, or null with what is wrong with its protocol.</returns>
    public async Task<(Study? Study, IReadOnlyList<string> Problems)> Make(StudyTemplate template, string coach, SpokenLanguage language)
    {
        if (StudyRules.Problems(template, catalogue, language) is { Count: > 0 } problems)
        {
            return (null, problems);
        }

        var id = random.NewId();
        await writer.CommitAsync(
        [
            new Write("insert into study (id, owner, is_open, created_at) values (@id, @coach, 1, @now)", new { id, coach, now = Now }),
            Version(id, 1, template, coach),
            .. AuditTrail.Of(coach, AuditAct.ChangedStudy, null, Now, "made"),
        ]);
        return (Find(id), []);
    }

    /// <summary>Changes a study by a new version. Whoever has joined keeps theirs.</summary>
    /// <returns>The study, or null with what is wrong; two changes at once are a conflict, of which the second is refused.</returns>
    public async Task<(Study? Study, IReadOnlyList<string> Problems)> Change(string id, StudyTemplate template, string coach, SpokenLanguage language)
    {
        if (Find(id) is not { } known)
        {
            return (null, [language.Say("studies.unknown")]);
        }

        if (StudyRules.Problems(template, catalogue, language) is { Count: > 0 } problems)
        {
            return (null, problems);
        }

        try
        {
            await writer.CommitAsync([Version(id, known.Version + 1, template, coach), .. AuditTrail.Of(coach, AuditAct.ChangedStudy, null, Now, "changed")]);
        }
        catch (SqliteException) when (Find(id) is { } now && now.Version > known.Version)
        {
            return (null, [language.Say("studies.changed-meanwhile")]);
        }

        return (Find(id), []);
    }

    /// <summary>Opens it to join, or closes it; those who have joined go on.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> SetOpen(string id, bool isOpen, string coach) => await writer.CommitAsync(
    [
        new Write("update study set is_open = @isOpen where id = @id", new { id, isOpen }, MustChange: 1),
        .. AuditTrail.Of(coach, AuditAct.ChangedStudy, null, Now, isOpen ? "opened" : "closed"),
    ]) is CommitOutcome.Committed;

    /// <summary>Makes single-use codes with which people join the study as it is now, each one person.</summary>
    /// <returns>The codes; none where there is no such study or it is closed.</returns>
    /// <exception cref="ArgumentException">A number is not as <see cref="InvitationBook.Invite"/> describes.</exception>
    public async Task<IReadOnlyList<string>> Invite(string id, string coach, Duration validFor, int count)
    {
        if (Find(id) is not { IsOpen: true } study)
        {
            return [];
        }

        var codes = await invitations.Invite(coach, study.Template.Name, validFor, count, study.Reference);
        await writer.CommitAsync(AuditTrail.Of(coach, AuditAct.Invited, null, Now, "study"));
        return codes;
    }

    /// <summary>A version of a study's protocol; null when there is none.</summary>
    internal static StudyTemplate? Template(SqliteConnection connection, StudyRef reference) =>
        connection.QuerySingleOrDefault<string>("select template from study_version where study_id = @Id and version = @Version", new { reference.Id, reference.Version }) is { } json ? SkillsJson.Read<StudyTemplate>(json) : null;

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private Write Version(string id, int version, StudyTemplate template, string by) => new(
        "insert into study_version (study_id, version, at, by, template) values (@id, @version, @now, @by, @json)", new { id, version, by, now = Now, json = SkillsJson.Write(template with { Name = template.Name.Trim() }) });

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Owner { get; init; } = "";

        public bool IsOpen { get; init; }

        public Instant CreatedAt { get; init; }

        public int Version { get; init; }

        public Instant ChangedAt { get; init; }

        public string Template { get; init; } = "";

        public Study ToStudy() => new() { Id = Id, Owner = Owner, IsOpen = IsOpen, CreatedAt = CreatedAt, Version = Version, ChangedAt = ChangedAt, Template = SkillsJson.Read<StudyTemplate>(Template) };
    }
}
