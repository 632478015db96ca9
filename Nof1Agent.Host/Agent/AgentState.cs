using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Trials;
using NodaTime;

namespace Nof1Agent.Host.Agent;

/// <summary>
/// Where the person stands, as a model sees it: minimised. Never the seed, the order or another day's arm; never a name or a channel's id.
/// </summary>
internal sealed record AgentState
{
    /// <summary>The heading under which the state stands in the context.</summary>
    public const string Heading = "STATE ";

    public required OpenQuestion OpenQuestion { get; init; }

    public string? Goal { get; init; }

    public string? Outcome { get; init; }

    public string? Unit { get; init; }

    public OutcomeKind? Kind { get; init; }

    public bool AskedNextMorning { get; init; }

    public IReadOnlyList<string> OutcomeOptions { get; init; } = [];

    public IReadOnlyList<string> Candidates { get; init; } = [];

    public IReadOnlyList<double> WeekOptions { get; init; } = [];

    public required string Trial { get; init; }

    public required bool InterviewComplete { get; init; }

    public required LocalDate Today { get; init; }

    /// <summary>The language to write in, by its tag.</summary>
    public string? Language { get; init; }

    /// <summary>What the interview has noted, so that nothing is asked twice.</summary>
    public InterviewNotes? Notes { get; init; }

    /// <summary>What the person confirmed of what was read in their photos and documents.</summary>
    public IReadOnlyList<string>? ConfirmedOfFiles { get; init; }

    /// <summary>What the person and their coach agreed lately, in the coach's words.</summary>
    public string? AgreedWithCoach { get; init; }

    /// <summary>Whether a file of days waits; then the functions about it are offered.</summary>
    [JsonIgnore]
    public bool HasFileOfDays { get; init; }

    /// <summary>As a model reads it: what is empty is left out, except where it means "none".</summary>
    public string ToJson()
    {
        var state = JsonSerializer.SerializeToNode(this, SkillsJson.Options)!.AsObject();
        string[] told = ["conditions", "medicines", "tried", "limits"];
        foreach (var part in (JsonObject?[])[state, state["notes"] as JsonObject])
        {
            foreach (var (name, _) in (part ?? []).Where(field => field.Value is JsonArray { Count: 0 } && !told.Contains(field.Key)).ToList())
            {
                part!.Remove(name);
            }
        }

        return state.ToJsonString(SkillsJson.Options);
    }

    public static AgentState Of(SkillSet skills)
    {
        var notes = skills.InterviewStore.Notes;
        var catalogue = skills.Catalogue;
        var trial = skills.TrialStore.Open;
        var outcome = skills.CheckIns.OutcomeAsked ?? ((trial?.Plan.Outcome ?? notes.Outcome) is { } id ? catalogue.Outcome(id) : null);
        return new AgentState
        {
            OpenQuestion = skills.Conversation.Current.OpenQuestion,
            Goal = notes.Goal,
            Outcome = outcome?.Name,
            Unit = outcome?.Unit,
            Kind = outcome?.Kind,
            AskedNextMorning = outcome?.AskedNextMorning ?? false,
            OutcomeOptions = notes.Goal is { } goal ? [.. catalogue.Goal(goal)!.Outcomes.Select(option => catalogue.Outcome(option)!.Name)] : [],
            Candidates = skills.CandidateStore.Latest is { } list ? [.. list.Candidates.Select(candidate => Named(candidate.Name, candidate.NameIn(skills.ParticipantStore.Language)))] : [],
            WeekOptions = trial is { State: TrialState.Draft } ? [.. LengthOptions.For(trial.Plan, outcome!).Select(option => option.Days / 7.0)] : [],
            Trial = trial?.State.ToString().ToLowerInvariant() ?? (skills.TrialStore.All.Any(t => t.IsOver) ? "over" : "none"),
            InterviewComplete = notes.Next is null,
            Language = skills.ParticipantStore.Language.Tag,
            ConfirmedOfFiles = skills.FileStore.Readings is { Count: > 0 } readings ? readings : null,
            AgreedWithCoach = skills.Floor.AgreedLately,
            HasFileOfDays = skills.ImportStore.Latest is not null,
            Notes = notes == InterviewNotes.Empty ? null : notes,
            Today = skills.ParticipantStore.Current.StudyDayAt(skills.Work.Now),
        };
    }

    // The person may use the name they read or a word that the catalogue knows.
    private static string Named(string inCatalogue, string spoken) => inCatalogue == spoken ? spoken : $"{spoken} ({inCatalogue})";
}
