using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Identity.Client;
using Nof1Agent.Host.Channels.Teams.Cards;
using Nof1Agent.Host.Delivery;
using Nof1Agent.Host.Pictures;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;
using NodaTime;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>Says messages in people's own chats with the bot. What Teams answers to a call decides what becomes of the delivery.</summary>
internal sealed class TeamsChannel(TeamsOptions options, TeamsConnector connector, StatusStreams streams, OfferedFiles files, TeamsHealth health, Outbox outbox, Transcript transcript, AddressBook addresses, RandomSource random) : IChannel
{
    /// <summary>Its name in the database.</summary>
    public const string ChannelName = "teams";

    // In base64 a third more; with the words beside it below the 80 kB that Teams surely takes.
    private const int LargestPng = 50 * 1024;
    private static readonly TimeSpan LongestStatus = TimeSpan.FromSeconds(5);

    public string Name => ChannelName;

    // What Microsoft names per bot and conversation; for the organisation its documents say 30 to 50 a second.
    public ChannelLimits Limits { get; } = new()
    {
        Channel = [new Allowance(options.MessagesPerSecond, Duration.FromSeconds(1))],
        Conversation = [new Allowance(7, Duration.FromSeconds(1)), new Allowance(8, Duration.FromSeconds(2)), new Allowance(60, Duration.FromSeconds(30)), new Allowance(1800, Duration.FromHours(1))],
    };

    public Task<DeliveryResult> Send(Outbound message, CancellationToken cancellation) => Judged(message, async address =>
    {
        var drawn = Drawn(message.ParticipantId, message.Message);
        var offers = message.Message.Downloads;
        var pieces = Pieces(address, message, drawn);
        var all = offers.Count + pieces.Count;
        var answer = default(ConnectorAnswer);
        for (var i = all > 1 ? Math.Min(outbox.PiecesDone(message.Key), all - 1) : 0; i < all; i++)
        {
            if (i < offers.Count)
            {
                answer = files.Question(address, message.ParticipantId, message.Message.Id, offers[i], Language(message)) is { } question ? await Say(address, question, cancellation) : null;
            }
            else
            {
                answer = await Say(address, pieces[i - offers.Count], cancellation);
                if (IsTooMuch(answer) && drawn.Count > 0)
                {
                    // The words of the pictures are better than no answer.
                    answer = await Say(address, Pieces(address, message, Bare(drawn))[i - offers.Count], cancellation);
                }
            }

            if (answer is { IsDone: false })
            {
                return answer;
            }

            if (i < all - 1)
            {
                await outbox.PiecesDone(message.Key, i + 1);
            }
        }

        return answer!;
    });

    public async Task<DeliveryResult> CloseChoices(Outbound message, CancellationToken cancellation)
    {
        var closed = await Judged(message, async address =>
        {
            var drawn = Drawn(message.ParticipantId, message.Message);
            var changed = await Change(drawn);
            return IsTooMuch(changed) && drawn.Count > 0 ? await Change(Bare(drawn)) : changed;

            Task<ConnectorAnswer> Change(IReadOnlyList<DrawnPicture> pictures) =>
                connector.Change(address, message.Receipt!, TeamsPieces.Last(address, message.Message, pictures, Language(message), message.Discreet), cancellation);
        });

        // Deleted, or too old to be changed: nothing is left to close. Whether the person can be reached is told by what is said to them.
        return closed.Outcome is DeliveryOutcome.Unreachable or DeliveryOutcome.Rejected ? DeliveryResult.Delivered(message.Receipt) : closed;
    }

    public async Task ShowTyping(ChannelAddress address, CancellationToken cancellation)
    {
        if (TeamsAddress.Read(address.Details) is { Conversation: { } chat } to)
        {
            using var turn = await streams.Enter(chat, cancellation);
            cancellation.ThrowIfCancellationRequested();
            var (id, sequence) = streams.Next(chat);
            var status = (KnownLanguages.Find(to.Locale) ?? KnownLanguages.English).Say("teams.working");

            // A status that is on its way is seen through: its id is what ends it.
            using var limit = new CancellationTokenSource(LongestStatus);
            var shown = await connector.Say(to, Activities.Informative(to, status, id, sequence), limit.Token);
            streams.Shown(chat, shown.IsDone ? id ?? shown.Id : null, sequence);
        }
    }

    /// <summary>The pictures of a message, drawn.</summary>
    internal IReadOnlyList<DrawnPicture> Drawn(ParticipantId participant, Message message) =>
    [
        .. message.Pictures.Select(picture => (picture.Alt, transcript.Picture(participant, picture.Id)?.Facts))
            .Where(picture => picture.Facts is not null).Select(picture => new DrawnPicture(Png(picture.Facts!), picture.Alt)),
    ];

    private static IReadOnlyList<JsonObject> Pieces(TeamsAddress address, Outbound message, IReadOnlyList<DrawnPicture> pictures) =>
        TeamsPieces.Of(address, message.Message, pictures, Language(message), message.Discreet);

    private static IReadOnlyList<DrawnPicture> Bare(IReadOnlyList<DrawnPicture> pictures) => [.. pictures.Select(picture => picture with { Png = [] })];

    private static bool IsTooMuch(ConnectorAnswer answer) => answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge;

    // Half as sharp where it would make the message too large: drawn for a phone, it is legible all the same.
    private static byte[] Png(Picture picture) => PictureDrawing.Png(picture, PictureTheme.Light) is { Length: <= LargestPng } sharp ? sharp : PictureDrawing.Of(picture, PictureTheme.Light).ToPng(scale: 1);

    private async Task<ConnectorAnswer> Say(TeamsAddress address, JsonObject activity, CancellationToken cancellation)
    {
        using var turn = await streams.Enter(address.Conversation!, cancellation);
        if (streams.Take(address.Conversation!) is { } stream
            && await connector.Say(address, Activities.Ending((JsonObject)activity.DeepClone(), stream), cancellation) is var ended && (ended.IsDone || (int)ended.Status is >= 500 or 429 or 401))
        {
            return ended.Id is null ? ended with { Id = stream } : ended;
        }

        // A stream that was stopped or is over takes nothing any more; the message itself is what counts.
        return await connector.Say(address, activity, cancellation);
    }

    private async Task<DeliveryResult> Judged(Outbound message, Func<TeamsAddress, Task<ConnectorAnswer>> call)
    {
        if (TeamsAddress.Read(message.Address) is not { } address)
        {
            return DeliveryResult.TryAgain("no address yet");
        }

        try
        {
            var answer = address.Conversation is null ? null : await call(address);
            if (answer is null or { Status: HttpStatusCode.NotFound })
            {
                // No chat, or one that is gone: the chat with a person can be opened at any time while they have the app.
                var opened = await connector.Open(address, CancellationToken.None);
                if (!opened.IsDone || opened.Id is not { } chat)
                {
                    return Judge(opened.IsDone ? opened with { Status = HttpStatusCode.BadGateway } : opened);
                }

                address = address with { Conversation = chat };
                await addresses.Remember(address.Kept() with { ExternalId = message.ExternalId! });
                answer = await call(address);
            }

            return Judge(answer);
        }
        catch (MsalException refused)
        {
            health.Failed($"signing in failed ({refused.ErrorCode})");
            return DeliveryResult.TryAgain($"signing in failed ({refused.ErrorCode})");
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException or IOException)
        {
            return DeliveryResult.TryAgain((failed.InnerException ?? failed).GetType().Name);
        }
    }

    private DeliveryResult Judge(ConnectorAnswer answer)
    {
        if (answer.Status is HttpStatusCode.Unauthorized)
        {
            health.Failed("401: the bot's token is refused");
        }
        else if ((int)answer.Status < 500)
        {
            health.Worked();
        }

        return (int)answer.Status switch
        {
            >= 200 and < 300 => DeliveryResult.Delivered(answer.Id),
            429 => DeliveryResult.RetryAfter(answer.Wait ?? Duration.FromMilliseconds(1000 + (random.Bytes(1)[0] * 8))),
            403 or 404 => DeliveryResult.Unreachable(answer.Reason),
            400 or 405 or 410 or 413 or 415 or 422 => DeliveryResult.Rejected(answer.Reason),
            _ => DeliveryResult.TryAgain(string.Create(CultureInfo.InvariantCulture, $"{(int)answer.Status}")),
        };
    }

    private static SpokenLanguage Language(Outbound message) => KnownLanguages.Find(message.Language) ?? KnownLanguages.English;
}
