using System.CommandLine;
using Dapper;
using Microsoft.Data.Sqlite;
using Nof1Agent.Host.Pictures;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Storage;
using NodaTime;

namespace Nof1Agent.Host.Cli;

/// <summary><c>export --to FOLDER</c>: the documents and data of trials, one folder per trial.</summary>
internal static class ExportCommand
{
    // SQLITE_ERROR: the SQL does not fit the schema.
    private const int UnknownTableOrColumn = 1;

    public static Command Create()
    {
        var target = new Option<string>("--to") { Description = "Folder to write into; one folder per trial is made in it. Files that are there already are never overwritten.", HelpName = "FOLDER", Required = true };
        var trial = new Option<string?>("--trial") { Description = "Only this trial. Default: every trial whose plan was fixed.", HelpName = "ID" };
        var forms = new Option<string[]>("--form") { Description = $"Only these: {string.Join(", ", ExportForm.All.Select(form => form.Name))}.", HelpName = "NAME" };
        var notes = new Option<bool>("--with-notes") { Description = "Also the notes that people wrote, which may name them. Side effects are always in it." };
        forms.AcceptOnlyFromAmong([.. ExportForm.All.Select(form => form.Name)]);
        var from = DatabaseOption.Create();
        var command = new Command("export", "Write protocols, reports and data of trials. The arm of a day is in it once its trial is over.") { target, trial, forms, notes, from };
        command.SetAction(call =>
        {
            using var database = ExistingDatabase.Open(call.GetRequiredValue(from));
            return Run(database, new Wanted(call.GetRequiredValue(target), call.GetValue(trial), call.GetValue(forms) ?? [], call.GetValue(notes)), call.InvocationConfiguration);
        });
        return command;
    }

    private sealed record Wanted(string Folder, string? Trial, IReadOnlyList<string> Forms, bool WithNotes);

    private static int Run(Database database, Wanted wanted, InvocationConfiguration console)
    {
        try
        {
            return WriteAll(database, wanted, console);
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode == UnknownTableOrColumn)
        {
            throw new StorageProblemException($"{database.Path} has the schema of another version. Bring it up to date with the command migrate.", problem);
        }
    }

    private static int WriteAll(Database database, Wanted wanted, InvocationConfiguration console)
    {
        var (files, trials) = (0, 0);
        foreach (var participant in Participants(database))
        {
            using var work = new TurnWork(database, participant, Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), RandomSource.Cryptographic);
            var records = new TrialRecords(work, EvidenceCatalogue.Embedded());
            foreach (var trial in records.Trials.Where(trial => wanted.Trial is null || trial.Id.Value == wanted.Trial))
            {
                trials++;
                files += Write(records.Of(trial), wanted);
            }
        }

        if (trials == 0)
        {
            console.Error.WriteLine(wanted.Trial is null ? "nof1agent: no trial has a fixed plan yet, so there is nothing to export." : $"nof1agent: there is no trial {wanted.Trial} with a fixed plan in this database.");
            return CommandTree.Failed;
        }

        console.Output.WriteLine($"{files} files of {trials} {(trials == 1 ? "trial" : "trials")} in {Path.GetFullPath(wanted.Folder)}");
        return 0;
    }

    private static int Write(TrialRecord record, Wanted wanted)
    {
        var shown = wanted.WithNotes ? record : record with { Days = [.. record.Days.Select(day => day with { Told = day.Told is null ? null : day.Told with { Note = null } })] };
        var folder = Directory.CreateDirectory(Path.Combine(wanted.Folder, record.Trial.Id.Value)).FullName;
        var written = 0;
        foreach (var form in ExportForm.All.Where(form => wanted.Forms.Count == 0 || wanted.Forms.Contains(form.Name)))
        {
            if (form.Write(shown, picture => PictureDrawing.Svg(picture, PictureTheme.Light)) is { } content)
            {
                using var file = new FileStream(Path.Combine(folder, form.Name), FileMode.CreateNew);
                using var text = new StreamWriter(file);
                text.Write(content);
                written++;
            }
        }

        return written;
    }

    private static IReadOnlyList<ParticipantId> Participants(Database database)
    {
        using var connection = database.Open();
        return [.. connection.Query<string>("select distinct participant_id from trial order by participant_id").Select(id => new ParticipantId(id))];
    }
}
