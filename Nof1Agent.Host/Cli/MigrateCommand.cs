using System.CommandLine;
using Nof1Agent.Skills.Storage;
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
            using var database = Database.InFile(call.GetRequiredValue(path));
            var copy = Migrations.Apply(database, Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()));
            call.InvocationConfiguration.Output.WriteLine($"{database.Path} has the schema of this version.");
            if (copy is not null)
                call.InvocationConfiguration.Output.WriteLine($"A copy from before lies in {copy}.");
            return 0;
        });
        return command;
    }
}
