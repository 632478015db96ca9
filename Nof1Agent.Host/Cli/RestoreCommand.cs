using System.CommandLine;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Cli;

/// <summary><c>restore FILE</c>: a backup takes the place of the database.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var backup = new Argument<string>("FILE") { Description = "A backup." };
        var target = DatabaseOption.Create();
        var command = new Command("restore", "Put a backup in the place of the database. Stop the service first; the replaced database is kept beside it.") { backup, target };
        command.SetAction(call =>
        {
            var path = Path.GetFullPath(call.GetRequiredValue(target));
            var kept = Backup.Restore(call.GetRequiredValue(backup), path, Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()));
            call.InvocationConfiguration.Output.WriteLine($"Restored {path} from {Path.GetFullPath(call.GetRequiredValue(backup))}.");
            if (kept is not null)
                call.InvocationConfiguration.Output.WriteLine($"The database that was there lies in {kept}.");
            return 0;
        });
        return command;
    }
}
