using System.CommandLine;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Cli;

/// <summary><c>confirm-safe</c>: a coach has spoken with somebody; support mode and blocks end, and the record says who said so.</summary>
internal static class ConfirmSafeCommand
{
    public static Command Create()
    {
        var participant = new Option<string>("--participant") { Description = "Id of the participant, as the alert names it.", HelpName = "ID", Required = true };
        var by = new Option<string>("--by") { Description = "The coach who has spoken with them.", HelpName = "NAME", Required = true };
        var from = DatabaseOption.Create();
        var command = new Command("confirm-safe", "End support mode and blocks of somebody whom a coach has spoken with. Nothing else changes; a trial stays paused until the person goes on.") { participant, by, from };
        command.SetAction(async (call, _) =>
        {
            using var database = ExistingDatabase.Open(call.GetRequiredValue(from));
            await using var writer = new WriterQueue(database);
            using var work = new TurnWork(database, new ParticipantId(call.GetRequiredValue(participant)), Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), RandomSource.Cryptographic);
            var skills = new SkillSet(work, EvidenceCatalogue.Embedded(), new TriggerSettings());
            var error = call.InvocationConfiguration.Error;
            if (!skills.ParticipantStore.Exists || call.GetRequiredValue(by).Trim() is not { Length: > 0 and <= 60 } name)
            {
                await error.WriteLineAsync("nof1agent: There is no such participant, or no name of a coach (1 to 60 characters). The alert names the participant's id.");
                return CommandTree.Refused;
            }

            skills.Safety.ConfirmedByCoach(name);
            skills.Conversation.Close(null);
            if (await work.CommitAsync(writer) is not CommitOutcome.Committed)
            {
                await error.WriteLineAsync("nof1agent: The conversation changed meanwhile; nothing was stored. Try again.");
                return CommandTree.Failed;
            }

            await call.InvocationConfiguration.Output.WriteLineAsync("Support mode and blocks are over. A paused trial goes on when the person says so.");
            return 0;
        });
        return command;
    }
}
