using Dapper;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Studies;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Skills.Invitations;

/// <summary>What became of a code of an invitation.</summary>
public enum InvitationOutcome
{
    /// <summary>It is theirs now, and they are told who invited them.</summary>
    Accepted,

    /// <summary>It was theirs already: the same link was opened again.</summary>
    AlreadyTheirs,

    /// <summary>It was used by somebody else, or its time is over.</summary>
    Over,

    /// <summary>No such code.</summary>
    Unknown,
}

/// <summary>
/// Invitations of a coach, perhaps into a study: single-use codes of 50 random bits that fit into a link. Only their SHA-256 is kept. Whoever opens one is told
/// who invited them; the coach may read along only after the person's own yes.
/// </summary>
public sealed class InvitationBook(Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    /// <summary>Most characters of a coach's or study's name.</summary>
    public const int LongestName = 60;

    /// <summary>Longest time a code may be valid.</summary>
    public static readonly Duration LongestValidity = Duration.FromDays(366);

    /// <summary>Makes codes.</summary>
    /// <param name="coach">Who invites, as people will read it; 1 to 60 characters.</param>
    /// <param name="study">The study, as people will read it; null: none.</param>
    /// <param name="validFor">How long the codes can be used; more than nothing, at most 366 days.</param>
    /// <param name="count">How many, 1 to 1,000.</param>
    /// <param name="reference">The study's protocol that whoever joins starts with; null: none.</param>
    /// <exception cref="ArgumentException">A name or a number is not as described; the message says which.</exception>
    public async Task<IReadOnlyList<string>> Invite(string coach, string? study, Duration validFor, int count, StudyRef? reference = null)
    {
        var names = new[] { coach, study }.OfType<string>().Select(name => name.Trim()).ToList();
        if (names.Exists(name => name.Length is 0 or > LongestName || name.Any(char.IsControl)))
        {
            throw new ArgumentException($"A name of a coach or study has 1 to {LongestName} characters on one line.");
        }

        if (validFor <= Duration.Zero || validFor > LongestValidity || count is < 1 or > 1000)
        {
            throw new ArgumentException($"Codes are valid for 1 to {LongestValidity.Days} days, and 1 to 1000 are made at a time.");
        }

        names[0] = AccountName(names[0]);
        var codes = Enumerable.Range(0, count).Select(_ => LinkCodes.New(random)).ToList();
        await writer.CommitAsync(
        [
            .. codes.Select(code => new Write(
                "insert into invitation (code_hash, coach, study, study_ref, created_at, expires_at) values (@hash, @coach, @study, @reference, @now, @end)",
                new { hash = LinkCodes.Hash(code), coach = names[0], study = study is null ? null : names[1], reference = reference?.ToString(), now = Now, end = Now + validFor })),
        ]);
        return codes;
    }

    // As the account writes it, whatever the capitals: what people agree to is then what the account sees.
    private string AccountName(string coach)
    {
        using var connection = database.Open();
        var key = coach.ToUpperInvariant();
        return connection.ExecuteScalar<long>("select exists (select 1 from coach_former where name_key = @key)", new { key }) == 1
            ? throw new ArgumentException("The account of this coach was removed; nobody can be invited to them.")
            : connection.QuerySingleOrDefault<string>("select name from coach_account where name_key = @key", new { key }) ?? coach;
    }

    /// <summary>Whether there was ever an invitation with this code.</summary>
    public bool Knows(string code) => Find(LinkCodes.Hash(code)) is not null;

    /// <summary>Gives an invitation to the participant who opened it. They are told so, once, before they are asked anything.</summary>
    /// <param name="participant">Who.</param>
    /// <param name="channel">Where.</param>
    /// <param name="code">The code.</param>
    /// <param name="from">The channel's own id of the chat that it was opened in; null where the channel has none.</param>
    public async Task<InvitationOutcome> Accept(ParticipantId participant, string channel, string code, string? from = null)
    {
        var hash = LinkCodes.Hash(code);
        if (Find(hash) is not { } found)
        {
            return InvitationOutcome.Unknown;
        }

        if (found.ParticipantId == participant.Value)
        {
            return InvitationOutcome.AlreadyTheirs;
        }

        var template = StudyRef.Read(found.StudyRef) is { } reference ? StudyOf(reference) : null;
        if (found.UsedAt is not null || found.ExpiresAt <= Now || (found.StudyRef is not null && template is null))
        {
            return InvitationOutcome.Over;
        }

        var (language, consented) = Person(participant);
        IReadOnlyList<Choice> choices = consented
            ?
            [
                new Choice(language.Say("invitations.yes"), SkillCall.Of("invitations-decide", ("agree", true), ("invitation", hash))),
                new Choice(language.Say("invitations.no"), SkillCall.Of("invitations-decide", ("agree", false), ("invitation", hash))),
            ]
            : [];
        var told = template?.ConsentText.Trim() is { Length: > 0 } words ? $"\n\n{language.Say("studies.consent", ("text", words))}\n\n" : " ";
        var text = language.Say(found.Study is null ? "invitations.by-coach" : "invitations.into-study", ("coach", found.Coach), ("study", found.Study ?? ""))
            + (template is null ? " " : $" {language.Say("studies.put-together")}{told}") + language.Say(consented ? "invitations.ask" : "invitations.with-consent", ("coach", found.Coach));
        var dataKey = DataKeys.Of(database, participant);
        var parameters = new { hash, participant, found.Coach, Study = found.Study is { } name ? database.Keys.Seal(dataKey, name) : null, StudyRef = found.StudyRef is { } joins ? database.Keys.Seal(dataKey, joins) : null, now = Now };
        return await writer.CommitAsync(
        [
            new Write("update invitation set used_at = @now, participant_id = @participant, study = null, study_ref = null where code_hash = @hash and used_at is null", parameters, MustChange: 1),
            new Write("insert into invitation_offer (code_hash, participant_id, coach, study, study_ref, at) values (@hash, @participant, @Coach, @Study, @StudyRef, @now)", parameters),

            // Whom the person has said yes to stays until they say yes to another.
            new Write(
                """
                insert into caseload (participant_id, coach, study, study_ref, invited_at) values (@participant, @Coach, @Study, @StudyRef, @now)
                on conflict (participant_id) do update set coach = excluded.coach, study = excluded.study, study_ref = excluded.study_ref, invited_at = excluded.invited_at where caseload.agreed_at is null
                """,
                parameters),
            .. ChatNotice.Say(database.Keys, dataKey, participant, new ChatPlace(channel, from is null ? null : database.Keys.Fingerprint(from)), random.NewId(), text, choices, Now),
        ]) is CommitOutcome.Committed ? InvitationOutcome.Accepted : InvitationOutcome.Over;
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private Row? Find(string hash)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<Row>("select coach, study, study_ref, expires_at, used_at, participant_id from invitation where code_hash = @hash", new { hash });
    }

    // The protocol of a study that may still be joined.
    private StudyTemplate? StudyOf(StudyRef reference)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("select count(*) from study where id = @Id and is_open = 1", new { reference.Id }) == 1 ? StudyBook.Template(connection, reference) : null;
    }

    private (SpokenLanguage Language, bool Consented) Person(ParticipantId participant)
    {
        using var connection = database.Open();
        var (language, consent) = connection.QuerySingle<(string, string)>("select language, consent from participant where id = @participant", new { participant });
        return (KnownLanguages.Find(language) ?? KnownLanguages.English, consent == "Given");
    }

    private sealed record Row
    {
        public string Coach { get; init; } = "";

        public string? Study { get; init; }

        public string? StudyRef { get; init; }

        public Instant ExpiresAt { get; init; }

        public Instant? UsedAt { get; init; }

        public string? ParticipantId { get; init; }
    }
}
