using System.CommandLine;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Storage;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Host.Cli;

/// <summary><c>dead-letters</c>: what was given up, without what it says; <c>--again KEY</c> has one tried once more.</summary>
internal static class DeadLettersCommand
{
    private const int Most = 200;

    public static Command Create()
    {
        var again = new Option<string>("--again") { Description = "Key of a message to be tried once more; the running service sends it within a minute.", HelpName = "KEY" };
        var from = DatabaseOption.Create();
        var command = new Command("dead-letters", "List the messages that could not be delivered and were given up, and those that came in and could not be taken. What they say is not shown.") { again, from };
        command.SetAction(async (call, _) =>
        {
            using var database = ExistingDatabase.Open(call.GetRequiredValue(from));
            await using var writer = new WriterQueue(database);
            var outbox = new Outbox(database, writer, RandomSource.Cryptographic);
            var output = call.InvocationConfiguration.Output;
            if (call.GetValue(again) is { } key)
            {
                var found = await outbox.TryAgain(key, Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()));
                await output.WriteLineAsync(found ? $"{key} is tried again." : $"There is no dead letter {key}.");
                return found ? 0 : CommandTree.Failed;
            }

            var letters = outbox.DeadLetters(Most);
            foreach (var letter in letters)
            {
                await output.WriteLineAsync($"{InstantPattern.General.Format(letter.CreatedAt)}  {letter.Channel,-8}  {letter.Failed,-30}  {letter.Key}");
            }

            var aside = new SetAside(database, writer, TimeProvider.System, RandomSource.Cryptographic).All();
            foreach (var delivery in aside)
            {
                await output.WriteLineAsync($"{InstantPattern.General.Format(delivery.At)}  {delivery.Channel,-8}  {delivery.Problem,-30}  {delivery.DeliveryKey} (came in; {(delivery.Body is null ? "its content could not be kept" : "tried again at the next start")})");
            }

            if (aside.Count > 0)
            {
                await output.WriteLineAsync($"{aside.Count} came in and could not be taken.");
            }

            await output.WriteLineAsync(letters.Count == 0 ? "No dead letters." : $"{letters.Count} dead letters, the latest first.");
            return 0;
        });
        return command;
    }
}
