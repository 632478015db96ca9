using System.CommandLine;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Host.Cli;

/// <summary><c>verify RECEIPT.json</c>: was the order of arms drawn as promised?</summary>
internal static class VerifyCommand
{
    private const long LargestBytes = 1024 * 1024;

    public static Command Create()
    {
        var file = new Argument<string>("RECEIPT.json") { Description = "Randomization receipt of a trial." };
        var command = new Command("verify", "Check a randomization receipt. Exit code 0: every check passed; 1: not (yet) shown; 2: not a receipt.") { file };
        command.SetAction(call => Run(call.GetRequiredValue(file), call.InvocationConfiguration));
        return command;
    }

    private static int Run(string path, InvocationConfiguration console)
    {
        if (new FileInfo(path) is { Exists: true, Length: > LargestBytes })
            return Unreadable(console, path, "It is larger than 1 MB.");
        var (receipt, reason) = RandomizationReceipt.Parse(File.ReadAllText(path));
        if (receipt is null)
            return Unreadable(console, path, reason);
        var verification = ReceiptVerification.Verify(receipt);
        foreach (var check in verification.Checks)
            console.Output.WriteLine($"{Word(check.Outcome),-8} {check.Name}: {check.Reason}");
        console.Output.WriteLine(verification.IsValid ? "Valid: secret, nonce and protocol give exactly this order of arms."
            : verification.IsConsistent ? "Nothing contradicts the receipt so far; the rest can be checked when the trial has ended and the secret is revealed."
            : "Not valid: the receipt does not show what it claims.");
        return verification.IsValid ? 0 : CommandTree.Failed;
    }

    private static int Unreadable(InvocationConfiguration console, string path, string? reason)
    {
        console.Error.WriteLine($"nof1agent: {path} is not a readable receipt. {reason}".ReplaceLineEndings(" ").TrimEnd());
        return CommandTree.Refused;
    }

    private static string Word(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "passed",
        CheckOutcome.Failed => "FAILED",
        CheckOutcome.NotYetPossible => "not yet",
    };
}
