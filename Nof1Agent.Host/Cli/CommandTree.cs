using System.CommandLine;
using System.CommandLine.Invocation;

namespace Nof1Agent.Host.Cli;

/// <summary>The command line: one file per command.</summary>
internal static class CommandTree
{
    /// <summary>What a command was called with, or what a file holds, is not usable.</summary>
    public const int Refused = 2;

    /// <summary>Something outside the call is in the way: a port, a disk, a missing file.</summary>
    public const int Failed = 1;

    public static RootCommand Build()
    {
        var root = ServeCommand.CreateRoot();
        root.Subcommands.Add(Demo.DemoCommand.Create());
        root.Subcommands.Add(AnalyzeCommand.Create());
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(PlanCommand.Create());
        root.Subcommands.Add(BackupCommand.Create());
        root.Subcommands.Add(RestoreCommand.Create());
        root.Subcommands.Add(MigrateCommand.Create());
        root.Subcommands.Add(KeysCommand.Create());
        root.Subcommands.Add(ExportCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        root.Subcommands.Add(DeadLettersCommand.Create());
        root.Subcommands.Add(TeamsManifestCommand.Create());
        root.Subcommands.Add(CoachCommand.Create());
        root.Subcommands.Add(InviteCommand.Create());
        root.Subcommands.Add(ConfirmSafeCommand.Create());
        root.Subcommands.Add(AuditCommand.Create());
        root.Subcommands.Add(PdfWordsCommand.Create());
        return root;
    }

    /// <summary>Runs what the arguments ask for.</summary>
    /// <returns>0 done; <see cref="Failed"/> after one line that names cause and fix; <see cref="Refused"/> after a wrong call or a refused file.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancel = default)
    {
        var call = Build().Parse(args);
        var isWrong = call.Action is ParseErrorAction;
        var console = new InvocationConfiguration
        {
            // A wrong call prints its usage where errors go, so that a pipe never takes it for a result.
            Output = isWrong ? error : output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            var code = await call.InvokeAsync(console, cancel);
            return isWrong ? Refused : code;
        }
        catch (Exception problem) when (ExpectedProblems.Explain(problem) is not null)
        {
            await error.WriteLineAsync($"nof1agent: {ExpectedProblems.Explain(problem)}");
            return Failed;
        }
    }
}
