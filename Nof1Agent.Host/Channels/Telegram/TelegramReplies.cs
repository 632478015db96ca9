using System.Collections.Concurrent;
using System.Globalization;
using Nof1Agent.Skills.Languages;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types.Enums;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>Small courtesies to the app that need not survive anything: a button stops spinning, a group is told to write in private. They pass the bot's gate like every message.</summary>
internal sealed partial class TelegramReplies(TelegramBot telegram, TimeProvider clock, ILogger<TelegramReplies> logger)
{
    private const int MostGroupsRemembered = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan HintAgainAfter = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<long, DateTimeOffset> hinted = new();

    /// <summary>Every press is answered, or the person's app shows it as hanging.</summary>
    public void AnswerPress(string callbackId, bool known, string? language) => Send(null, bot => bot.AnswerCallbackQuery(callbackId, known ? null : Spoken(language).Say("channels.unknown-button")));

    /// <summary>Says something that need not be kept: why a file or a code was not taken.</summary>
    /// <param name="user">Whom.</param>
    /// <param name="text">Plain text.</param>
    /// <param name="language">The language of their app.</param>
    /// <param name="discreet">Whether they want nothing to be seen in notifications.</param>
    public void Tell(long user, string text, string? language, bool discreet) => Send(user, bot => discreet
        ? bot.SendMessage(user, TelegramText.Covered(text, Spoken(language).Say("telegram.new-message")), ParseMode.Html)
        : bot.SendMessage(user, text));

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
        Send(chat, bot => bot.SendMessage(chat, Spoken(language).Say("telegram.group-hint", ("bot", botName))));
    }

    /// <summary>The language that a person's app is set to, for what is said without knowing more of them.</summary>
    public static SpokenLanguage Spoken(string? language) => KnownLanguages.Find(language) ?? KnownLanguages.English;

    private void Send(long? chat, Func<ITelegramBotClient, Task> call) => _ = Try(chat?.ToString(CultureInfo.InvariantCulture), call);

    // A message takes a place of the chat's and of the bot's allowance; an answer to a press only waits while Telegram asked to wait.
    private async Task Try(string? chat, Func<ITelegramBotClient, Task> call)
    {
        try
        {
            using var longest = new CancellationTokenSource(LongestWait, clock);
            if (chat is null)
            {
                await telegram.Gate.Open(longest.Token);
                await call(telegram.Client).WaitAsync(Patience, longest.Token);
                return;
            }

            await telegram.Gate.Enter(chat, longest.Token);
            try
            {
                await call(telegram.Client).WaitAsync(Patience, longest.Token);
            }
            finally
            {
                telegram.Gate.Leave(chat);
            }
        }
        catch (Exception problem) when (problem is RequestException or TimeoutException or HttpRequestException or OperationCanceledException)
        {
            CourtesyFailed(logger, problem.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A courtesy to Telegram failed ({Kind}).")]
    private static partial void CourtesyFailed(ILogger logger, string kind);
}
