using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;

namespace Nof1Agent.Host.Delivery;

/// <summary>Shows that an answer is being prepared: to open pages at once, on the person's channel when it takes longer than a moment.</summary>
internal sealed class TypingSigns(ChatSignals signals, IEnumerable<IChannel> channels, AddressBook addresses, TimeProvider clock)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(700);

    // Channels show it for about five seconds.
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(4);

    private readonly Dictionary<string, IChannel> byName = channels.ToDictionary(channel => channel.Name);

    /// <summary>Until disposed.</summary>
    public IDisposable Show(ParticipantId participant)
    {
        var over = new CancellationTokenSource();
        _ = Repeat(participant, over.Token);
        return new Ending(signals.Typing(participant), over);
    }

    private async Task Repeat(ParticipantId participant, CancellationToken over)
    {
        try
        {
            await Task.Delay(Moment, clock, over);
            if (addresses.LastUsed(participant) is not { } address || !byName.TryGetValue(address.Channel, out var channel))
            {
                return;
            }

            while (true)
            {
                await channel.ShowTyping(address, over);
                await Task.Delay(Again, clock, over);
            }
        }
        catch (Exception)
        {
            // Over, or the channel does not feel like it: the answer itself comes through the outbox.
        }
    }

    private sealed record Ending(IDisposable Signal, CancellationTokenSource Over) : IDisposable
    {
        public void Dispose()
        {
            Over.Cancel();
            Over.Dispose();
            Signal.Dispose();
        }
    }
}
