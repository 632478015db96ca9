using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>Small courtesies to the app that need not survive anything: a button stops spinning, a group is told to write in private.</summary>
internal sealed partial class TelegramReplies(TelegramBot telegram, ILogger<TelegramReplies> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Every press is answered, or the person's app shows it as hanging.</summary>
    public void AnswerPress(string callbackId, bool known) => Send(bot => bot.AnswerCallbackQuery(callbackId, known ? null : "I do not know that button any more."));

    /// <summary>Says something that need not be kept: why a file or a code was not taken.</summary>
    public void Tell(long user, string text) => Send(bot => bot.SendMessage(user, text));

    /// <summary>One neutral line for a group.</summary>
    public void HintInGroup(long chat, string botName) =>
        Send(bot => bot.SendMessage(chat, $"I only talk in private, because what people tell me is about their health. Please write to me here: https://t.me/{botName}"));

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
