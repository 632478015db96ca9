namespace Nof1Agent.Host.Agent;

/// <summary>
/// Where on the way the person is, as far as a model has to know: which prompt it reads and which functions it is offered. Fewer of both
/// cost less, and what is not offered cannot be called by mistake.
/// </summary>
/// <param name="Prompt">The part of the prompts beside role and safety.</param>
/// <param name="Plugins">The groups of functions that are offered.</param>
/// <param name="Functions">Single functions of other groups.</param>
internal sealed record JourneyStage(string Prompt, IReadOnlyList<string> Plugins, IReadOnlyList<string> Functions)
{
    // Consent is asked and taken by fixed text before any model is asked; what was not understood a model says in its own words. Whether a result is
    // shared, a coach reads along, a trial ends, or what made things worse is tested again, only the person decides, with a button.
    private static readonly string[] Never = ["participants-consent", "help-not_understood", "sharing-decide", "invitations-decide", "studies-leave", "participants-choose_language", "trials-stop", "trials-propose_again", "imports-take"];

    // They speak of a day or a plan, and there is none yet.
    private static readonly string[] OfATrial = ["help-ask_today", "help-where_we_are"];

    private static readonly JourneyStage Interview = new("interview", ["interview"], []);
    private static readonly JourneyStage Candidates = new("candidates", ["candidates"], ["interview-note", "trials-propose", "trials-observe_first", "checkins-diary"]);
    private static readonly JourneyStage Plan = new("candidates", ["trials"], ["candidates-explain", "candidates-list", "interview-note", "days-set_check_in_time"]);
    private static readonly JourneyStage Trial = new("checkins", ["checkins", "results", "days", "participants", "documents", "channels"], ["interview-note", "trials-today", "trials-pause", "trials-resume", "trials-ask_stop", "trials-how_randomized"]);
    private static readonly JourneyStage TrialWithFile = Trial with { Plugins = [.. Trial.Plugins, "imports"] };


    // A result is there, and the next question may already be on the way.
    private static readonly JourneyStage Answer = new("results", ["results", "candidates", "documents", "sharing", "rules"], ["interview-note", "trials-propose", "trials-how_randomized", "checkins-diary"]);

    /// <summary>Functions after which a model is asked again, to say in its own words what they mean for the question. Each such call costs as much as the first, so they are few.</summary>
    private static readonly HashSet<string> OnlyTelling = new(StringComparer.Ordinal) { "help-explain" };

    /// <summary>The stage of a state.</summary>
    public static JourneyStage Of(AgentState state) => state.Trial switch
    {
        "running" or "paused" or "baseline" => state.HasFileOfDays ? TrialWithFile : Trial,
        "draft" or "frozen" => Plan,
        "over" when state.InterviewComplete => Answer,
        _ => state.InterviewComplete ? Candidates : Interview,
    };

    /// <summary>Whether a function is offered here.</summary>
    public bool Offers(SkillFunction function) =>
        !Never.Contains(function.Name) && ((function.Plugin == "help" && (this != Interview || !OfATrial.Contains(function.Name))) || Plugins.Contains(function.Plugin) || Functions.Contains(function.Name));

    /// <summary>Whether a call changes nothing.</summary>
    public static bool OnlyTells(string function) => OnlyTelling.Contains(SkillCatalogue.Plain(function));
}
