using Nof1Agent.Skills.Accounts;

namespace Nof1Agent.Host.Cli;

/// <summary>The one-time link for the first account, printed where the service is started; never logged.</summary>
internal static class FirstAccount
{
    /// <summary>What is printed at the start; null where somebody can sign in already.</summary>
    public static async Task<string?> Invitation(CoachAccounts accounts, OneTimeLinks links, string url) => accounts.Any
        ? null
        : $"No coach can sign in yet. Make the first account at {Address(url, await links.Make(null))} (works once, for {OneTimeLinks.Validity.Days} days), or with the command coach add.";

    /// <summary>The address of a link.</summary>
    public static string Address(string url, string link) => $"{url.TrimEnd('/')}/coach/begin?link={link}";
}
