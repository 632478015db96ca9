using System.CommandLine;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Cli;

/// <summary><c>invite</c>: single-use codes with which people join a coach, perhaps in a study.</summary>
internal static class InviteCommand
{
    public static Command Create()
    {
        var coach = new Option<string>("--coach") { Description = "Who invites, as people will read it.", HelpName = "NAME", Required = true };
        var study = new Option<string>("--study") { Description = "The study they are invited to, as people will read it.", HelpName = "NAME" };
        var days = new Option<int>("--days") { Description = "How many days the codes can be used, 1 to 366.", HelpName = "N", DefaultValueFactory = _ => 30 };
        var count = new Option<int>("--count") { Description = "How many codes, 1 to 1000: one for each person.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var bot = new Option<string>("--bot") { Description = "Name of the bot in Telegram, to print links instead of codes.", HelpName = "NAME" };
        var from = DatabaseOption.Create();
        var command = new Command("invite", "Make single-use invitations: whoever opens one joins the coach after their own yes.") { coach, study, days, count, bot, from };
        command.SetAction(async (call, _) =>
        {
            using var database = ExistingDatabase.Open(call.GetRequiredValue(from));
            await using var writer = new WriterQueue(database);
            var book = new InvitationBook(database, writer, TimeProvider.System, RandomSource.Cryptographic);
            IReadOnlyList<string> codes;
            try
            {
                codes = await book.Invite(call.GetRequiredValue(coach), call.GetValue(study), Duration.FromDays(call.GetValue(days)), call.GetValue(count));
            }
            catch (ArgumentException problem)
            {
                await call.InvocationConfiguration.Error.WriteLineAsync($"nof1agent: {problem.Message}");
                return CommandTree.Refused;
            }

            foreach (var code in codes)
            {
                await call.InvocationConfiguration.Output.WriteLineAsync(call.GetValue(bot) is { } name ? $"https://t.me/{Uri.EscapeDataString(name)}?start={code}" : code);
            }

            return 0;
        });
        return command;
    }
}
