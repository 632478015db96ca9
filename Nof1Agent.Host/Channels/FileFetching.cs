using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Channels;

/// <summary>What a channel needs to fetch a file, and to answer about it.</summary>
internal abstract record FileReference
{
    /// <summary>What the file is called there.</summary>
    public string? Name { get; init; }

    /// <summary>What the person wrote with it.</summary>
    public string? Caption { get; init; }

    /// <summary>The channel's own id of the message that it came with.</summary>
    public string? Message { get; init; }

    /// <summary>The channel's own id of the chat that it was sent in.</summary>
    public abstract string From { get; }

    /// <summary>The language of their app, as a tag.</summary>
    public abstract string? Locale { get; }
}

/// <summary>What came of an attempt to fetch a file.</summary>
internal abstract record Fetched
{
    /// <summary>It is here.</summary>
    public sealed record Content(Stream Bytes) : Fetched;

    /// <summary>It can never be fetched; the words of <paramref name="Key"/> say why.</summary>
    public sealed record Refused(string Key) : Fetched;

    /// <summary>Not now: again after a while.</summary>
    /// <param name="Kind">What failed, for the log.</param>
    /// <param name="Wait">How long the channel asks to wait, if it does.</param>
    public sealed record Failed(string Kind, Duration? Wait = null) : Fetched;

    /// <summary>The channel asked everybody to wait: no failed try.</summary>
    public sealed record NotNow : Fetched;
}

/// <summary>
/// Fetches the files that a channel has told of. That there is one is stored before the delivery is confirmed; it is fetched afterwards, so that a slow one holds up nobody and none is lost.
/// Of several processes one fetches at a time.
/// </summary>
internal abstract partial class FileFetching<TReference>(string channel, ParticipantDoor door, FileIntake files, WaitingFiles waiting, Lease lease, TimeProvider clock, ILogger logger) : BackgroundService
    where TReference : FileReference
{
    /// <summary>The largest file that is taken, in bytes.</summary>
    protected const int Largest = 20 * 1024 * 1024;

    // Some ten minutes in all.
    private const int MostTries = 10;
    private static readonly TimeSpan LongestFetch = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);
    private static readonly Duration LeaseTime = Duration.FromMinutes(3);

    private readonly SemaphoreSlim woken = new(0);

    protected ParticipantDoor Door => door;

    protected FileIntake Files => files;

    /// <summary>The account that files are sent to, where the channel numbers deliveries by account: only that one can fetch them.</summary>
    protected virtual string? Account => null;

    /// <summary>Waits until the channel lets anything be fetched.</summary>
    protected virtual Task Ready(CancellationToken cancellation) => Task.CompletedTask;

    private string LeaseName => Account is { } account ? $"files from {channel} to {account}" : $"files from {channel}";

    /// <summary>Takes one in; when the task ends, it is on the disk that it came.</summary>
    protected async Task Keep(ParticipantId participant, string key, TReference reference)
    {
        await waiting.Keep(participant, channel, key, SkillsJson.Write(reference));
        woken.Release();
    }

    /// <summary>Tells why one is not taken. What was written with it is a message all the same.</summary>
    protected async Task Refuse(ParticipantId participant, TReference reference, string key, string why)
    {
        Tell(participant, reference, why);
        if (reference.Caption is { Length: > 0 } caption)
        {
            await door.Text(participant, channel, key, caption, new MessagePlace(reference.Message, false), reference.From);
        }
    }

    /// <summary>Words of the person's language.</summary>
    protected static string Say(TReference reference, string key) => (KnownLanguages.Find(reference.Locale) ?? KnownLanguages.English).Say(key);

    /// <summary>Tries to fetch one.</summary>
    protected abstract Task<Fetched> Fetch(TReference reference, CancellationToken cancellation);

    /// <summary>Says something to the person that need not be kept.</summary>
    protected abstract void Tell(ParticipantId participant, TReference reference, string text);

    /// <summary>The words for a file that could not be fetched after all tries.</summary>
    protected abstract string GivenUp { get; }

    public override void Dispose()
    {
        woken.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var held = false; !stoppingToken.IsCancellationRequested;)
        {
            WaitingFile? file = null;
            try
            {
                if (waiting.Next(channel, Account) is not null && await lease.Hold(LeaseName, LeaseTime) && (file = waiting.Next(channel, Account)) is not null)
                {
                    held = true;
                    await Ready(stoppingToken);
                    await Take(file, stoppingToken);
                }
                else
                {
                    if (held)
                    {
                        // Another process may take the next one.
                        held = false;
                        await lease.Release(LeaseName);
                    }

                    await woken.WaitAsync(LookAgainAfter, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The next process need not wait for the end of the lease.
                await lease.Release(LeaseName);
            }
            catch (Exception problem) when (problem is not ObjectDisposedException)
            {
                // The database may be busy or the disk full: the file stays waiting. One that fails for a reason of its own must not hold up the others for ever.
                FetchFailed(logger, channel, problem.GetType().Name);
                await SetAside(file);
                await Task.Delay(LookAgainAfter, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static Duration Wait(WaitingFile file) => Duration.FromSeconds(1 << file.Attempts);

    private async Task SetAside(WaitingFile? file)
    {
        try
        {
            if (file is not null)
            {
                if (file.Attempts + 1 < MostTries)
                {
                    await waiting.Later(channel, file, Wait(file));
                    return;
                }

                // Whatever becomes of the notice: this file must not stand before the others for ever.
                try
                {
                    await GiveUp(file);
                }
                finally
                {
                    await waiting.Done(channel, file);
                }
            }
        }
        catch (Exception problem) when (problem is not ObjectDisposedException)
        {
            FetchFailed(logger, channel, problem.GetType().Name);
        }
    }

    private async Task GiveUp(WaitingFile file)
    {
        if (file.File.Length > 0)
        {
            var reference = SkillsJson.Read<TReference>(file.File);
            await Refuse(file.ParticipantId, reference, file.DeliveryKey, Say(reference, GivenUp));
        }
    }

    private async Task Take(WaitingFile file, CancellationToken stopping)
    {
        if (file.File.Length == 0 || !files.IsWelcome(file.ParticipantId))
        {
            // Its person has had everything deleted, or has withdrawn, since it came.
            await waiting.Done(channel, file);
            return;
        }

        var reference = SkillsJson.Read<TReference>(file.File);
        switch (await Tried(reference, stopping))
        {
            case Fetched.Content(var content):
                await using (content)
                {
                    if ((await files.Take(file.ParticipantId, new FileDelivery(channel, file.DeliveryKey, content, reference.Name ?? "", reference.Caption, reference.From), stopping)).Refusal is { } why)
                    {
                        await Refuse(file.ParticipantId, reference, file.DeliveryKey, why);
                    }
                }

                break;
            case Fetched.Refused(var key):
                await Refuse(file.ParticipantId, reference, file.DeliveryKey, Say(reference, key));
                break;
            case Fetched.NotNow:
                return;
            case Fetched.Failed failed:
                FetchFailed(logger, channel, failed.Kind);
                if (file.Attempts + 1 < MostTries)
                {
                    await waiting.Later(channel, file, failed.Wait ?? Wait(file));
                    return;
                }

                await Refuse(file.ParticipantId, reference, file.DeliveryKey, Say(reference, GivenUp));
                break;
        }

        await waiting.Done(channel, file);
    }

    private async Task<Fetched> Tried(TReference reference, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(LongestFetch);
        try
        {
            return await Fetch(reference, patience.Token);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException || (problem is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return new Fetched.Failed((problem.InnerException ?? problem).GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A file could not be fetched from {Channel} ({Kind}); it is tried again.")]
    private static partial void FetchFailed(ILogger logger, string channel, string kind);
}
