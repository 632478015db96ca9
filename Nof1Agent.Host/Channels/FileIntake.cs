using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Imports;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Channels;

/// <summary>What became of a file that somebody handed in.</summary>
/// <param name="MessageId">The message that stands for it in the conversation; null if it was refused.</param>
/// <param name="Refusal">Why, and what to do; null if it was taken.</param>
internal sealed record FileTaken(long? MessageId, string? Refusal);

/// <summary>A file as a channel gets it.</summary>
/// <param name="Channel">Where it came from.</param>
/// <param name="DeliveryKey">The channel's own id of the delivery; null where it has none.</param>
/// <param name="Content">The file, read synchronously, once.</param>
/// <param name="Name">What it is called there.</param>
/// <param name="Caption">What the person wrote with it.</param>
/// <param name="From">The channel's own id of the chat that it was sent in; null where it has none.</param>
internal sealed record FileDelivery(string Channel, string? DeliveryKey, Stream Content, string Name, string? Caption, string? From = null);

/// <summary>
/// Takes files, the same on every channel. Days from another tracker are read as they come in and wait until the person says which column is their outcome; photos and documents are kept with
/// the message for a model that can look at them. Where none can, they are not kept: the answer says so.
/// </summary>
internal sealed class FileIntake(ParticipantDoor door, AgentTeam agents, Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    private const int LongestCaption = 1_000;

    // Reading a large export takes a processor for some seconds.
    private static readonly SemaphoreSlim Reading = new(2);

    /// <summary>Whether files may be taken: nothing is stored before the person's yes.</summary>
    public bool IsWelcome(ParticipantId participant)
    {
        using var work = Work(participant);
        return new ParticipantStore(work).Current.Consent is Consent.Given;
    }

    /// <summary>Whether a file of a kind is worth fetching: somebody can look at it, or it may be a file of days.</summary>
    public bool IsWanted(FileKind kind) => kind is FileKind.Document || agents.LooksAt(kind);

    /// <summary>Reads a file; when the task ends, it is on the disk or refused.</summary>
    public async Task<FileTaken> Take(ParticipantId participant, FileDelivery delivery, CancellationToken cancellation)
    {
        using var work = Work(participant);
        var participants = new ParticipantStore(work);
        var (dayEnds, language) = (participants.Current.DayEndsAtHour, participants.Language);
        await Reading.WaitAsync(cancellation);
        ReadFile read;
        try
        {
            read = await Task.Run(() => ReadFile.From(delivery, dayEnds, language), cancellation);
        }
        finally
        {
            Reading.Release();
        }

        var key = delivery.DeliveryKey ?? $"{participant.Value}:file:{random.NewId()}";
        var caption = delivery.Caption?.Trim() is { Length: > 0 } written ? written[..Math.Min(written.Length, LongestCaption)] : null;
        if (read.Days?.Table is { } table)
        {
            new ImportStore(work).Add(table);
            await work.CommitAsync(writer);
            if (caption is not null)
            {
                // What was written with a file of days is a message of its own.
                await door.Text(participant, delivery.Channel, $"{key}:caption", caption, from: delivery.From);
            }

            return new FileTaken(await door.Text(participant, delivery.Channel, key, language.Say("imports.notice", ("file", table.FileName)), from: delivery.From), null);
        }

        if (read.Looked is { File: { } file })
        {
            var text = Wordless.Mark(file.Kind is FileKind.Photo ? Wordless.Photo : Wordless.Document, caption);
            return new FileTaken(agents.LooksAt(file.Kind) ? await door.File(participant, delivery.Channel, key, text, file, delivery.From) : await door.Text(participant, delivery.Channel, key, text, from: delivery.From), null);
        }

        return new FileTaken(null, read.Looked is { RefusalKey: { } why }
            ? participants.Language.Say(why, ("most", HandedInFile.LargestBytes / (1024 * 1024)))
            : read.Days?.Refusal ?? participants.Language.Say("files.unknown"));
    }

    private TurnWork Work(ParticipantId participant) => new(database, participant, Instant.FromDateTimeOffset(clock.GetUtcNow()), random);
}
