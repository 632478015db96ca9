using System.ComponentModel;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills.Documents;

/// <summary>Documents and exports of the person's own trial, offered in the chat.</summary>
public sealed class DocumentSkills(TrialRecords records, ParticipantStore participants)
{
    [Description("Offer the person their documents and files: protocol, report, diary as CSV, everything as JSON, FHIR bundle, calendar. When they ask for a report, a protocol, a calendar, a download or their data.")]
    public SkillReply Offer()
    {
        var language = participants.Language;
        if (records.Latest is not { } record)
        {
            return SkillReply.Refuse(language.Say("documents.none-yet"));
        }

        var ready = ExportForm.All.Where(form => form.Write(record, _ => "") is not null).Select(form => form.Name).ToHashSet();
        var offered = new[]
        {
            new Download(language.Say("documents.protocol"), "protocol.html"),
            new Download(language.Say("documents.report"), "report.html"),
            new Download(language.Say("documents.diary"), "diary.csv"),
            new Download(language.Say("documents.json"), "trial.json"),
            new Download(language.Say("documents.fhir"), "fhir.json"),
            new Download(language.Say("documents.calendar"), "schedule.ics"),
            new Download(language.Say("blind.sheet"), BlindCodes.Sheet),
        };
        return new SkillReply
        {
            Say = language.Say(record.ShowsArms ? "documents.offer-over" : "documents.offer-running"),
            Downloads = [.. offered.Where(download => ready.Contains(download.Name))],
        };
    }
}
