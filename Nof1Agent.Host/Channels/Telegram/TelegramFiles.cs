using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Storage;
using NodaTime;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>
/// What people send that is not words. A document is read as days from another tracker, or kept like a photo where a model can look at it; what they wrote with anything counts as a
/// message; nothing else is fetched or kept. That there is a file is stored before the update is confirmed; it is fetched afterwards, so that a slow one holds up nobody.
/// </summary>
internal sealed partial class TelegramFiles(TelegramBot telegram, ParticipantDoor door, FileIntake files, WaitingFiles waiting, Lease lease, TelegramReplies replies, TimeProvider clock, ILogger<TelegramFiles> logger)
    : BackgroundService
{
    private const long Largest = 20 * 1024 * 1024;
    private const int MostTries = 6;
    private static readonly TimeSpan LongestFetch = TimeSpan.FromMinutes(1);

    // A host that stops in the middle of a file is replaced after this; nobody else reads the same one before.
    private static readonly Duration LeaseTime = Duration.FromMinutes(3);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim woken = new(0);

    /// <summary>Takes it in; when the task ends, it is on the disk that it came.</summary>
    public async Task Take(ParticipantId participant, TelegramInbound.Attached attached, string key)
    {
        FileKind? kind = attached.Kind switch { AttachmentKind.Photo => FileKind.Photo, AttachmentKind.Document => FileKind.Document, _ => null };
        if (kind is not { } wanted || attached.FileId is not { } id || !files.IsWanted(wanted) || !files.IsWelcome(participant))
        {
            await door.Text(participant, TelegramChannel.ChannelName, key, Wordless.Mark(attached.Kind.ToString().ToLowerInvariant(), attached.Caption), new MessagePlace(attached.Message, false), External(attached.User));
        }
        else if (attached.Size > Largest)
        {
            await Refuse(participant, new Reference(id, attached.User, attached.Language, attached.FileName, attached.Caption, attached.Message), key, "telegram.file-too-large");
        }
        else
        {
            await waiting.Keep(participant, TelegramChannel.ChannelName, key, SkillsJson.Write(new Reference(id, attached.User, attached.Language, attached.FileName, attached.Caption, attached.Message)));
            woken.Release();
        }
    }

    public override void Dispose()
    {
        woken.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            WaitingFile? file = null;
            try
            {
                // Nothing is written while nothing waits: the lease is taken for a file, and given back with the last one.
                if (waiting.Next(TelegramChannel.ChannelName, telegram.Id) is null)
                {
                    await woken.WaitAsync(LookAgainAfter, stoppingToken);
                }
                else if (!await lease.Hold(LeaseName, LeaseTime))
                {
                    await Task.Delay(LookAgainAfter, clock, stoppingToken);
                }
                else
                {
                    while ((file = waiting.Next(TelegramChannel.ChannelName, telegram.Id)) is not null && await lease.Hold(LeaseName, LeaseTime))
                    {
                        await Fetch(file, stoppingToken);
                    }

                    await lease.Release(LeaseName);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception problem) when (problem is not ObjectDisposedException)
            {
                // The database may be busy or the disk full: the file stays waiting. One that fails for a reason of its own must not hold up the others for ever.
                FetchFailed(logger, problem.GetType().Name);
                await SetAside(file);
                await Task.Delay(LookAgainAfter, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // What another bot was sent, only that one can fetch.
    private string LeaseName => $"telegram files of {telegram.Id}";

    private async Task SetAside(WaitingFile? file)
    {
        try
        {
            if (file is not null)
            {
                await (file.Attempts + 1 < MostTries ? waiting.Later(TelegramChannel.ChannelName, file, Duration.FromSeconds(1 << file.Attempts)) : waiting.Done(TelegramChannel.ChannelName, file));
            }
        }
        catch (Exception problem) when (problem is not ObjectDisposedException)
        {
            FetchFailed(logger, problem.GetType().Name);
        }
    }

    private async Task Fetch(WaitingFile file, CancellationToken stopping)
    {
        if (file.File.Length == 0 || !files.IsWelcome(file.ParticipantId))
        {
            // Its person has had everything deleted, or has withdrawn, since it came.
            await waiting.Done(TelegramChannel.ChannelName, file);
            return;
        }

        var reference = SkillsJson.Read<Reference>(file.File);
        using var content = new MemoryStream();
        string? refusal = null;
        try
        {
            await telegram.Gate.Open(stopping);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            patience.CancelAfter(LongestFetch);
            await telegram.Client.GetInfoAndDownloadFile(reference.FileId, content, patience.Token);
        }
        catch (ApiRequestException refused) when (refused.ErrorCode == 400 && refused.Message.Contains("too big", StringComparison.OrdinalIgnoreCase))
        {
            refusal = "telegram.file-too-large";
        }
        catch (ApiRequestException refused) when (refused.ErrorCode == 429)
        {
            // No failed try: it is the next again once the gate opens.
            return;
        }
        catch (Exception problem) when (problem is RequestException or HttpRequestException or IOException or OperationCanceledException && !stopping.IsCancellationRequested)
        {
            FetchFailed(logger, (problem.InnerException ?? problem).GetType().Name);
            if (file.Attempts + 1 < MostTries)
            {
                await waiting.Later(TelegramChannel.ChannelName, file, Duration.FromSeconds(1 << file.Attempts));
                return;
            }

            refusal = "telegram.file-not-fetched";
        }

        content.Position = 0;
        if (refusal is not null)
        {
            await Refuse(file.ParticipantId, reference, file.DeliveryKey, refusal);
        }
        else if ((await files.Take(file.ParticipantId, new FileDelivery(TelegramChannel.ChannelName, file.DeliveryKey, content, reference.Name ?? "", reference.Caption, External(reference.User)), stopping)).Refusal is { } why)
        {
            replies.Tell(reference.User, why);
            await Written(file.ParticipantId, reference, file.DeliveryKey);
        }

        await waiting.Done(TelegramChannel.ChannelName, file);
    }

    private async Task Refuse(ParticipantId participant, Reference reference, string key, string why)
    {
        replies.Tell(reference.User, TelegramReplies.Spoken(reference.Language).Say(why));
        await Written(participant, reference, key);
    }

    // Words that came with a file that was refused are a message all the same.
    private async Task Written(ParticipantId participant, Reference reference, string key)
    {
        if (reference.Caption is { Length: > 0 } caption)
        {
            await door.Text(participant, TelegramChannel.ChannelName, key, caption, new MessagePlace(reference.Message, false), External(reference.User));
        }
    }

    /// <summary>What is needed to fetch a file and to answer about it.</summary>
    private static string External(long user) => user.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Reference(string FileId, long User, string? Language, string? Name, string? Caption, string? Message);

    [LoggerMessage(LogLevel.Warning, "A file could not be fetched from Telegram ({Kind}); it is tried again.")]
    private static partial void FetchFailed(ILogger logger, string kind);
}
