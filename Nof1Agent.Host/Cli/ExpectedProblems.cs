using Microsoft.Extensions.Options;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Host.Cli;

/// <summary>Problems that an operator can solve: one line with cause and fix. Everything else is a defect and keeps its stack trace.</summary>
internal static class ExpectedProblems
{
    public static string? Explain(Exception problem) => problem switch
    {
        StorageProblemException or EvidenceProblemException or AddressProblemException or Channels.Telegram.TelegramProblemException or Channels.Teams.TeamsProblemException => Sentence(problem),
        OptionsValidationException invalid => string.Join(" ", invalid.Failures),
        InvalidOperationException { Message: var message } when message.Contains("LfmOptions", StringComparison.Ordinal) || message.Contains("'Lfm:", StringComparison.Ordinal) => Configuration(message),
        InvalidDataException unreadable => Sentence(unreadable),
        FileNotFoundException { FileName: { } folder } when Directory.Exists(folder) => $"{folder} is a folder. Name a file in it.",
        FileNotFoundException { FileName: { } file } => $"There is no file {file}. Check the path.",
        DirectoryNotFoundException missing => $"{Sentence(missing)} Check the path.",
        UnauthorizedAccessException refused => $"{Sentence(refused)} Change its permissions or choose another place.",
        InvalidOperationException { Message: var message } when message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal) =>
            "An https address needs a certificate. Set Kestrel__Certificates__Default__Path and ..__Password, or listen on http and let a proxy do https.",
        IOException other => Sentence(other),
        _ => null,
    };

    // The binder's own sentences name the setting, but not where it stands.
    private static string Configuration(string message) => $"A setting of the language model cannot be used: {message.ReplaceLineEndings(" ").Trim().TrimEnd('.')}. The settings are described in docs/model.md.";

    private static string Sentence(Exception problem)
    {
        var line = problem.Message.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : line + ".";
    }
}
