using System.Text.RegularExpressions;
using Nof1Agent.Host.Agent;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Channels.Telegram;

/// <summary>What is written about the commands is what they are.</summary>
public sealed class TelegramMenuTests
{
    [Fact]
    public void Documentation_ListsEveryCommandInTheOrderOfTheMenu()
    {
        var page = File.ReadAllText(RepositoryRoot.Combine("docs", "telegram.md"));
        var from = page.IndexOf("the menu of commands (", StringComparison.Ordinal);
        var list = page[from..page.IndexOf(')', from)];
        Assert.Equal(Commands.All.Select(command => command.Name), Regex.Matches(list, "`/([a-z_]+)`", RegexOptions.NonBacktracking).Select(command => command.Groups[1].Value));
    }
}
