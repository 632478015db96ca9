using System.Collections.Concurrent;
using Nof1Agent.Skills.Languages;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>Small courtesies to the app that need not survive anything: a button stops spinning, a group is told to write in private.</summary>
internal sealed partial class TelegramReplies(TelegramBot telegram, TimeProvider clock, ILogger<TelegramReplies> logger)
{
    private const int MostGroupsRemembered = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan HintAgainAfter = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<long, DateTimeOffset> hinted = new();

    /// <summary>Every press is answered, or the person's app shows it as hanging.</summary>
    public void AnswerPress(string callbackId, bool known, string? language) => Send(bot => bot.AnswerCallbackQuery(callbackId, known ? null : Spoken(language).Say("channels.unknown-button")));

    /// <summary>Says something that need not be kept: why a file or a code was not taken.</summary>
    public void Tell(long user, string text) => Send(bot => bot.SendMessage(user, text));

    /// <summary>One neutral line for a group, once in a while.</summary>
    public void HintInGroup(long chat, string botName, string? language)
    {
        var now = clock.GetUtcNow();
        if (hinted.Count > MostGroupsRemembered)
        {
            hinted.Clear();
        }

        if (hinted.TryGetValue(chat, out var last) && now - last < HintAgainAfter)
        {
            return;
        }

        hinted[chat] = now;
        Send(bot => bot.SendMessage(chat, Spoken(language).Say("telegram.group-hint", ("bot", botName))));
    }

    /// <summary>The language that a person's app is set to, for what is said without knowing more of them.</summary>
    public static SpokenLanguage Spoken(string? language) => KnownLanguages.Find(language) ?? KnownLanguages.English;

    private void Send(Func<ITelegramBotClient, Task> call) => _ = Try(call);

    private async Task Try(Func<ITelegramBotClient, Task> call)
    {
        try
        {
            await call(telegram.Client).WaitAsync(Patience);
        }
        catch (Exception problem) when (problem is RequestException or TimeoutException or HttpRequestException)
        {
            CourtesyFailed(logger, problem.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A courtesy to Telegram failed ({Kind}).")]
    private static partial void CourtesyFailed(ILogger logger, string kind);
}
