using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Nof1Agent.Host.Cluster;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Channels.WebChat;

/// <summary>Who a browser is: a signed cookie that holds an opaque id, and a recovery code that opens the same chat in another browser.</summary>
internal sealed class WebSessions(IDataProtectionProvider protection, ParticipantDoor door, ChatLinks links, HeldBrowsers held, Database database, WriterQueue writer, TimeProvider clock, RandomSource random)
{
    private const string CookieName = "nof1_session";
    private const string CodeAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int CodeLength = 12;

    private readonly IDataProtector protector = protection.CreateProtector("nof1agent.webchat.session.v1");

    /// <summary>The participant of a request, or null without a valid cookie.</summary>
    public ParticipantId? Participant(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(CookieName, out var cookie) || string.IsNullOrEmpty(cookie))
        {
            return null;
        }

        try
        {
            using var connection = database.Open();
            if (protector.Unprotect(cookie).Split(' ') is [_, var joined])
            {
                // A browser that was joined by a one-time code belongs to whoever its place belongs to now: it can be taken out again.
                return connection.QuerySingleOrDefault<string>(
                    "select participant_id from channel_identity where channel = @channel and external_id = @found", new { channel = WebChatChannel.ChannelName, found = database.Keys.Fingerprint(joined) }) is { } owner
                    ? new ParticipantId(owner)
                    : null;
            }

            var id = protector.Unprotect(cookie);
            return connection.ExecuteScalar<long>("select count(*) from participant where id = @id", new { id }) == 1 ? new ParticipantId(id) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The id that a genuine cookie claims, without a look into the database; null for none or a forged one.</summary>
    public string? Claimed(HttpContext context)
    {
        try
        {
            return context.Request.Cookies.TryGetValue(CookieName, out var cookie) && !string.IsNullOrEmpty(cookie) ? protector.Unprotect(cookie).Split(' ')[0] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A new participant for a new browser.</summary>
    /// <returns>Their recovery code.</returns>
    public async Task<string> Create(HttpContext context, DateTimeZone zone, string? language) => (await Begin(context, zone, language)).RecoveryCode;

    /// <summary>The same, with who it is.</summary>
    public async Task<(ParticipantId Participant, string RecoveryCode)> Begin(HttpContext context, DateTimeZone zone, string? language)
    {
        var participant = await door.Meet(WebChatChannel.ChannelName, random.NewId(), zone, language);
        SetCookie(context, participant);
        return (participant, await NewCode(participant));
    }

    /// <summary>A fresh code; earlier ones no longer work. Only its hash is kept.</summary>
    public async Task<string> NewCode(ParticipantId participant)
    {
        var code = string.Concat(random.Bytes(CodeLength).Select((b, place) => (place > 0 && place % 4 == 0 ? "-" : "") + CodeAlphabet[b % CodeAlphabet.Length]));
        await writer.CommitAsync(
        [
            new Write("delete from recovery_code where participant_id = @participant", new { participant }),
            new Write("insert into recovery_code (code_hash, participant_id, created_at) values (@hash, @participant, @now)", new { hash = Hash(code), participant, now = Instant.FromDateTimeOffset(clock.GetUtcNow()) }),
        ]);
        return code;
    }

    /// <summary>Opens the chat of a code in this browser: the recovery code, or a one-time code that was given in another app.</summary>
    public async Task<bool> Recover(HttpContext context, string code)
    {
        if (Owner(code) is { } owner)
        {
            await held.CarryOver(Participant(context), owner);
            SetCookie(context, owner);
            return true;
        }

        if (links.OwnerOf(code) is { } opened)
        {
            await held.CarryOver(Participant(context), opened);
        }

        var place = random.NewId();
        if (await links.Redeem(WebChatChannel.ChannelName, place, code) is not (LinkOutcome.Linked, { } linked))
        {
            return false;
        }

        SetCookie(context, linked, place);
        return true;
    }

    private ParticipantId? Owner(string code)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<string>("select participant_id from recovery_code where code_hash = @hash", new { hash = Hash(code) }) is { } id ? new ParticipantId(id) : null;
    }

    /// <summary>Forgets the chat in this browser.</summary>
    public static void SignOut(HttpContext context) => context.Response.Cookies.Delete(CookieName);

    private void SetCookie(HttpContext context, ParticipantId participant, string? joined = null) => context.Response.Cookies.Append(CookieName, protector.Protect(joined is null ? participant.Value : $"{participant.Value} {joined}"), new CookieOptions
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        MaxAge = TimeSpan.FromDays(400),
        IsEssential = true,
        Path = "/",
    });

    // Twelve letters out of 32 are 60 bits from a cryptographic source: a plain hash cannot be searched through in practice.
    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)))));
}
