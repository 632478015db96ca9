using System.CommandLine;
using Nof1Agent.Host.Keys;
using NodaTime;

namespace Nof1Agent.Host.Cli;

/// <summary><c>migrate</c>: the schema of this version, without starting the service.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var path = DatabaseOption.Create();
        var command = new Command("migrate", "Bring the database to the schema of this version (the service does so too when it starts). An older database is copied beside itself first.") { path };
        command.SetAction(call =>
        {
            var (database, copy) = OpenedDatabase.OfThisVersion(call.GetRequiredValue(path), Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()));
            using var opened = database;
            call.InvocationConfiguration.Output.WriteLine($"{database.Path} has the schema of this version.");
            if (copy is not null)
                call.InvocationConfiguration.Output.WriteLine($"A copy from before lies in {copy}. What an earlier version stored is plain text in it: remove it once all is well.");
            return 0;
        });
        return command;
    }
}
