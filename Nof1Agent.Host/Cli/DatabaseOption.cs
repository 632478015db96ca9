using System.CommandLine;

namespace Nof1Agent.Host.Cli;

/// <summary><c>--database</c>, for every command that needs one.</summary>
internal static class DatabaseOption
{
    public static Option<string> Create() => new("--database")
    {
        Description = "The database file. Without it: the environment variable NOF1AGENT_DATABASE, else a file in the local application data of the user.",
        HelpName = "FILE",
        DefaultValueFactory = _ => ServeOptions.DefaultDatabasePath,
    };
}
