using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Telegram.Bot;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>Where Telegram delivers updates when a webhook is set.</summary>
internal static class TelegramEndpoints
{
    public const string Path = "/api/telegram";
    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    public static void MapTelegram(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<TelegramBot>() is { Options.UsesWebhook: true })
        {
            app.MapPost(Path, Receive).ExcludeFromDescription();
        }
    }

    // The secret is looked at before anything else of the request is read.
    private static async Task<IResult> Receive(HttpContext context, TelegramBot telegram, TelegramReceiver receiver, CancellationToken cancellation)
    {
        if (!IsTelegram(context.Request.Headers[SecretHeader].ToString(), telegram.Options.Webhook.Secret))
        {
            return Results.Unauthorized();
        }

        if (await Read(context.Request.Body, cancellation) is not { } update)
        {
            return Results.BadRequest();
        }

        // Anything but a 2xx has Telegram deliver it again: an update that could not be stored must not be answered with 200.
        return await receiver.TryAccept(update, telegram.Name) ? Results.Ok() : Results.StatusCode(StatusCodes.Status500InternalServerError);
    }

    /// <summary>The update of a body; null where it is none, not even one that could be set aside under its number.</summary>
    internal static async Task<ReceivedUpdate?> Read(Stream body, CancellationToken cancellation)
    {
        try
        {
            return ReceivedUpdate.Read(await JsonSerializer.DeserializeAsync<JsonElement>(body, JsonBotAPI.Options, cancellation));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsTelegram(string given, string secret) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
