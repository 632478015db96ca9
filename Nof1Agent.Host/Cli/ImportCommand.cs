using System.CommandLine;
using System.Globalization;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Imports;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Cli;

/// <summary><c>import FILE</c>: what a file of another tracker holds, and with a participant and a column its values into their diary.</summary>
internal static class ImportCommand
{
    private const int UsualDayEnd = 4;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A CSV file with a date column, Apple Health's export.xml, or StudyU measurements." };
        var participant = new Option<string?>("--participant") { Description = "Whose diary; without it the columns are only listed.", HelpName = "ID" };
        var column = new Option<string?>("--column") { Description = "Which column is the outcome.", HelpName = "NAME" };
        var factor = new Option<double>("--factor") { Description = "What each value is multiplied with, such as 60 for hours into minutes.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var take = new Option<bool>("--take") { Description = "Store the values. Without it: only say what would be stored." };
        var database = DatabaseOption.Create();
        var command = new Command("import", "Read days from other trackers: list the columns, or take one over into a participant's diary.") { file, participant, column, factor, take, database };
        command.SetAction(async (call, _) => await Run(
            call.GetRequiredValue(file), call.GetValue(participant), call.GetValue(column), call.GetValue(factor), call.GetValue(take), call.GetRequiredValue(database), call.InvocationConfiguration));
        return command;
    }

    private static async Task<int> Run(string path, string? participant, string? column, double factor, bool take, string databasePath, InvocationConfiguration console)
    {
        await using var content = File.OpenRead(path);
        if (participant is null || column is null)
        {
            var listed = ImportFile.Read(content, path, UsualDayEnd);
            return listed.Table is { } table ? List(table, console) : Refuse(listed.Refusal!, console);
        }

        using var database = ExistingDatabase.Open(databasePath);
        await using var writer = new WriterQueue(database);
        using var work = new TurnWork(database, new ParticipantId(participant), Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), RandomSource.Cryptographic);
        var skills = new SkillSet(work, EvidenceCatalogue.Embedded(), new TriggerSettings());
        if (!skills.ParticipantStore.Exists)
        {
            return Refuse($"There is no participant \"{participant}\".", console);
        }

        var read = ImportFile.Read(content, path, skills.ParticipantStore.Current.DayEndsAtHour, skills.ParticipantStore.Language);
        if (read.Table is not { } found)
        {
            return Refuse(read.Refusal!, console);
        }

        skills.ImportStore.Add(found);
        var reply = take ? skills.Imports.Take(column, factor) : skills.Imports.Look(column, factor);
        if (!reply.Ok)
        {
            return Refuse(reply.Say, console);
        }

        if (take)
        {
            skills.Rhythm.Schedule(null);
            skills.Conversation.Close(null);
            if (await work.CommitAsync(writer) is not CommitOutcome.Committed)
            {
                return Refuse("The conversation changed meanwhile; nothing was stored. Try again.", console);
            }
        }

        console.Output.WriteLine(reply.Say);
        return 0;
    }

    private static int List(ImportedTable table, InvocationConfiguration console)
    {
        console.Output.WriteLine($"{table.FileName}: {table.Kind}, SHA-256 {table.Sha256}");
        foreach (var column in table.Columns)
        {
            var days = column.Days.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{column.Days.Count} days, {column.Days[0].Day:uuuu-MM-dd} to {column.Days[^1].Day:uuuu-MM-dd}");
            console.Output.WriteLine($"  {column.Name}: {column.Refusal ?? string.Join("; ", column.Notes.Prepend(days))}");
        }

        return 0;
    }

    private static int Refuse(string reason, InvocationConfiguration console)
    {
        console.Error.WriteLine($"nof1agent: {reason}");
        return CommandTree.Refused;
    }
}
