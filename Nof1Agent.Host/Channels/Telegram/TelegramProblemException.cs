namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>Telegram cannot be used as it is set up; the message says what to change and shows no secret.</summary>
internal sealed class TelegramProblemException(string message, Exception? cause = null) : Exception(message, cause);
