using Nof1Agent.Host.Agent;
using Nof1Agent.Skills.Languages;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>The menu of commands that Telegram shows, in each language.</summary>
internal sealed class TelegramMenu(TelegramBot telegram)
{
    public async Task Set(CancellationToken cancellation)
    {
        foreach (var language in KnownLanguages.All)
        {
            var commands = Commands.All.Select(command => new BotCommand(command.Name, command.In(language)));
            await telegram.Client.SetMyCommands(commands, new BotCommandScopeAllPrivateChats(), language == KnownLanguages.English ? null : language.Tag, cancellation);
        }
    }
}
