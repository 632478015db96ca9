using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Imports;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Channels;

/// <summary>What became of a file that somebody handed in.</summary>
/// <param name="MessageId">The message that stands for it in the conversation; null if it was refused.</param>
/// <param name="Refusal">Why, and what to do; null if it was taken.</param>
internal sealed record FileTaken(long? MessageId, string? Refusal);

/// <summary>Takes files of days from other trackers, the same on every channel. A file is read as it comes in and not kept; what was read waits until the person says which column is their outcome.</summary>
internal sealed class FileIntake(ParticipantDoor door, Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    /// <summary>The message that stands for a file in the conversation begins so.</summary>
    public const string Notice = "Here is a file: ";

    // Reading a large export takes a processor for some seconds.
    private static readonly SemaphoreSlim Reading = new(2);

    /// <summary>Whether files may be taken: nothing is stored before the person's yes.</summary>
    public bool IsWelcome(ParticipantId participant)
    {
        using var work = Work(participant);
        return new ParticipantStore(work).Current.Consent is Consent.Given;
    }

    /// <summary>Reads a file; when the task ends, it is on the disk or refused.</summary>
    /// <param name="participant">Whose it is.</param>
    /// <param name="channel">Where it came from.</param>
    /// <param name="deliveryKey">The channel's own id of the delivery; null where it has none.</param>
    /// <param name="content">The file, read synchronously.</param>
    /// <param name="name">What it is called there.</param>
    /// <param name="cancellation">Ends the wait for its turn.</param>
    public async Task<FileTaken> Take(ParticipantId participant, string channel, string? deliveryKey, Stream content, string name, CancellationToken cancellation)
    {
        using var work = Work(participant);
        var dayEnds = new ParticipantStore(work).Current.DayEndsAtHour;
        await Reading.WaitAsync(cancellation);
        ImportResult read;
        try
        {
            read = await Task.Run(() => ImportFile.Read(content, name, dayEnds), cancellation);
        }
        finally
        {
            Reading.Release();
        }

        if (read.Table is not { } table)
        {
            return new FileTaken(null, read.Refusal);
        }

        new ImportStore(work).Add(table);
        await work.CommitAsync(writer);
        var key = deliveryKey ?? $"{participant.Value}:file:{table.Sha256}:{work.Now.ToUnixTimeTicks()}";
        return new FileTaken(await door.Text(participant, channel, key, Notice + table.FileName), null);
    }

    private TurnWork Work(ParticipantId participant) => new(database, participant, Instant.FromDateTimeOffset(clock.GetUtcNow()), random);
}
