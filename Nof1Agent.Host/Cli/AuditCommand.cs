using System.CommandLine;
using System.Globalization;
using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Host.Cli;

/// <summary><c>audit verify</c>: whether the audit log is as it was written.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var from = DatabaseOption.Create();
        var head = new Option<string>("--head") { Description = "A hash that was noted down earlier: checks that it still stands in the chain.", HelpName = "HASH" };
        var verify = new Command("verify", "Check that no entry of the audit log was changed, removed or put in.") { from, head };
        verify.SetAction(async (call, _) =>
        {
            using var database = ExistingDatabase.Open(call.GetRequiredValue(from));
            await using var writer = new WriterQueue(database);
            var log = new AuditLog(database, writer, TimeProvider.System);
            var found = log.Verify();
            if (!found.IsIntact)
            {
                await call.InvocationConfiguration.Error.WriteLineAsync($"nof1agent: The audit log is not as it was written. {found.Problem}");
                return CommandTree.Failed;
            }

            if (call.GetValue(head) is { } noted && !log.Contains(noted))
            {
                await call.InvocationConfiguration.Error.WriteLineAsync("nof1agent: No entry has that hash: what was there when it was noted down is there no longer.");
                return CommandTree.Failed;
            }

            await call.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The audit log is as it was written: {found.Entries} entries, the last with the hash {found.Head}."));
            return 0;
        });
        return new Command("audit", "What coaches, leads and auditors did.") { verify };
    }
}
