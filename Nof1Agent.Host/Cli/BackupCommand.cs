using System.CommandLine;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Host.Cli;

/// <summary><c>backup --to FILE</c>: a consistent copy, also while the service runs.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var target = new Option<string>("--to") { Description = "File to write; it must not exist yet.", HelpName = "FILE", Required = true };
        var from = DatabaseOption.Create();
        var command = new Command("backup", "Copy the database into one file and check the copy. The service may go on running.") { target, from };
        command.SetAction(call =>
        {
            using var database = ExistingDatabase.Open(call.GetRequiredValue(from));
            Backup.To(database, call.GetRequiredValue(target));
            var written = new FileInfo(call.GetRequiredValue(target));
            call.InvocationConfiguration.Output.WriteLine($"Copied {database.Path} to {written.FullName} ({written.Length:N0} bytes, checked).");
            return 0;
        });
        return command;
    }
}
