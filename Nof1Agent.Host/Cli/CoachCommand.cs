using System.CommandLine;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Host.Cli;

/// <summary><c>coach</c>: who may sign in to the dashboard. A password never passes the command line: a one-time link sets it.</summary>
internal static class CoachCommand
{
    public static Command Create() => new("coach", "Who may sign in to the dashboard: add, list, remove, reset.") { Add(), List(), Remove(), Reset() };

    private static Command Add()
    {
        var name = Name("The coach's name, as invitations and Teams name them.");
        var role = new Option<CoachRole>("--role") { Description = "coach: their own people; lead: everybody's; auditor: figures and logs, no conversation.", HelpName = "ROLE", DefaultValueFactory = _ => CoachRole.Coach };
        var email = new Option<string>("--email") { Description = "E-mail address, by which an organisation's sign-in finds the account.", HelpName = "ADDRESS" };
        var (url, from) = (Url(), DatabaseOption.Create());
        var command = new Command("add", "Add an account and print its one-time link.") { name, role, email, url, from };
        command.SetAction((call, _) => With(call, from, async (accounts, links) =>
        {
            try
            {
                return await accounts.Add(call.GetRequiredValue(name), call.GetValue(role), call.GetValue(email)) is { } account
                    ? await Printed(call, links, account, call.GetRequiredValue(url))
                    : await Refused(call, "There is an account with that name or e-mail address already, or there was one: people agreed to whom they knew by that name, so nobody else gets it. For the same person use coach reset.");
            }
            catch (ArgumentException problem)
            {
                return await Refused(call, problem.Message);
            }
        }));
        return command;
    }

    private static Command List()
    {
        var from = DatabaseOption.Create();
        var command = new Command("list", "List the accounts.") { from };
        command.SetAction((call, _) => With(call, from, async (accounts, _) =>
        {
            foreach (var account in accounts.All)
            {
                var ready = account.PasswordHash is null && account.Subject is null ? "waits for its link" : account.HasAuthenticator || account.Subject is not null ? "ready" : "waits for its authenticator app";
                await call.InvocationConfiguration.Output.WriteLineAsync($"{account.Name}\t{account.Role.ToString().ToLowerInvariant()}\t{account.Email ?? "-"}\t{ready}");
            }

            return 0;
        }));
        return command;
    }

    private static Command Remove()
    {
        var (name, from) = (Name("Whose account."), DatabaseOption.Create());
        var command = new Command("remove", "Remove an account; every session of it ends at once.") { name, from };
        command.SetAction((call, _) => With(call, from, async (accounts, _) =>
        {
            if (accounts.Named(call.GetRequiredValue(name)) is not { } account)
            {
                return await Refused(call, "There is no account with that name.");
            }

            await accounts.Remove(account.Id);
            await call.InvocationConfiguration.Output.WriteLineAsync($"{account.Name} cannot sign in any more.");
            return 0;
        }));
        return command;
    }

    private static Command Reset()
    {
        var (name, url, from) = (Name("Whose account."), Url(), DatabaseOption.Create());
        var command = new Command("reset", "Forget password and authenticator app of an account, end its sessions, and print a new one-time link.") { name, url, from };
        command.SetAction((call, _) => With(call, from, async (accounts, links) =>
        {
            if (accounts.Named(call.GetRequiredValue(name)) is not { } account)
            {
                return await Refused(call, "There is no account with that name.");
            }

            await accounts.Reset(account.Id);
            return await Printed(call, links, account, call.GetRequiredValue(url));
        }));
        return command;
    }

    private static Option<string> Name(string description) => new("--name") { Description = description, HelpName = "NAME", Required = true };

    private static Option<string> Url() => new("--url") { Description = "Address of the service, for the link.", HelpName = "URL", DefaultValueFactory = _ => ServeOptions.DefaultUrls };

    private static async Task<int> With(ParseResult call, Option<string> from, Func<CoachAccounts, OneTimeLinks, Task<int>> act)
    {
        using var database = ExistingDatabase.Open(call.GetRequiredValue(from));
        await using var writer = new WriterQueue(database);
        return await act(new CoachAccounts(database, writer, TimeProvider.System, RandomSource.Cryptographic), new OneTimeLinks(database, writer, TimeProvider.System, RandomSource.Cryptographic));
    }

    private static async Task<int> Printed(ParseResult call, OneTimeLinks links, CoachAccount account, string url)
    {
        var output = call.InvocationConfiguration.Output;
        await output.WriteLineAsync($"{account.Name} ({account.Role.ToString().ToLowerInvariant()}) opens this link once within {OneTimeLinks.Validity.Days} days and chooses a password:");
        await output.WriteLineAsync(FirstAccount.Address(url, await links.Make(account.Id)));
        return 0;
    }

    private static async Task<int> Refused(ParseResult call, string why)
    {
        await call.InvocationConfiguration.Error.WriteLineAsync($"nof1agent: {why}");
        return CommandTree.Refused;
    }
}
