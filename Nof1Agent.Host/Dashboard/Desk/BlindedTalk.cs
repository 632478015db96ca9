using Nof1Agent.Skills.Audit;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Host.Dashboard.Desk;

/// <summary>
/// What a blinded coach reads of the conversation while a trial runs. Whoever knows which day had which arm can compare by hand; so a message of the service since the
/// trial began is shown only where its turn is known, somebody's words set it off, it called nothing that knows of the trial, and it names no arm. All others are hidden
/// alike, whichever arm the day had: what is hidden tells nothing either. What people and coaches write themselves stays readable, because safety hangs on it.
/// </summary>
internal static class BlindedTalk
{
    /// <summary>What stands in place of what is hidden.</summary>
    public const string Hidden = "Hidden until the planned end: it may tell the arm of the day.";

    private const int ShortestWord = 4;

    // Everything else may speak of the day or the arm: check-ins, days, trials, results, files, help about today.
    private static readonly string[] KnowNothingOfTheTrial = ["interview-", "sharing-", "participants-", "invitations-", "channels-"];

    /// <summary>The messages, each as it may be shown.</summary>
    /// <param name="messages">As they were said.</param>
    /// <param name="kinds">The turns that said them; one that is missing hides its messages.</param>
    /// <param name="trial">The running trial.</param>
    /// <param name="spoken">The person's language.</param>
    public static IReadOnlyList<Message> Of(IReadOnlyList<Message> messages, IReadOnlyList<TurnKind> kinds, Trial trial, SpokenLanguage spoken)
    {
        var known = kinds.ToLookup(kind => kind.At);
        var words = Words(trial.Plan, spoken);
        return [.. messages.Select(message => IsOpen(message) ? message : message with { Text = Hidden, Choices = [], Card = null, Pictures = [], Downloads = [], Files = [] })];

        bool IsOpen(Message message) => message.Speaker is Speaker.Person or Speaker.Coach || trial.BeganAt is not { } began || message.At < began
            || (known[message.At].Any() && known[message.At].All(TellsNothing) && !words.Any(word => Said(message).Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool TellsNothing(TurnKind kind) => kind.Trigger is "text" or "choice"
        && kind.Functions.All(function => KnowNothingOfTheTrial.Any(start => function.StartsWith(start, StringComparison.Ordinal)));

    private static string Said(Message message) => string.Join('\n', message.Choices.Select(choice => choice.Label).Prepend(message.Text));

    private static HashSet<string> Words(TrialPlan plan, SpokenLanguage spoken) =>
    [
        .. plan.Arms.SelectMany(arm => new[] { arm.Name, arm.NameIn(spoken) })
            .SelectMany(name => name.Split([' ', ',', '.', ';', ':', '(', ')', '/', '-'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= ShortestWord).Append(name)),
    ];
}
