using Nof1Agent.Host.Agent.Guide;
using Nof1Agent.Host.Agent.Guide.Language;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Host.Agent;

/// <summary>
/// Messages that need no model, because there is one thing they can mean: a day's report, a short answer to a question about the plan, a short command.
/// They are answered at once, cost nothing, and work when a provider is down. In the interview every sentence goes to the model: there people tell.
/// </summary>
internal static class PlainMessages
{
    private const int FewWords = 6;

    public static bool IsPlain(string text, AgentState state)
    {
        if (KnownLanguages.AskedForIn(text) is not null)
        {
            return true;
        }

        var (act, facts) = GuidePlanner.Understand(text, state);
        var isShort = text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Length <= FewWords;
        var asks = text.Contains('?', StringComparison.Ordinal);
        var isOn = state.Trial is "running" or "baseline" or "paused";
        return act switch
        {
            Act.Answer or Act.Correct when isOn => !asks && (facts.Value is not null || facts.Adherence is not null || facts.Missing is not null),
            Act.Answer => isShort && !asks && AnswersThePlan(facts, state.OpenQuestion),
            Act.DidItWork => isShort && state.Trial is not "none",
            Act.Today or Act.Diary => isShort && isOn,
            Act.Undo or Act.Pause or Act.Resume or Act.Stop => isShort && isOn && !asks,
            _ => false,
        };
    }

    private static bool AnswersThePlan(Facts facts, OpenQuestion question) => question switch
    {
        OpenQuestion.Candidates => facts.Candidate is not null,
        OpenQuestion.Length => facts.Weeks is not null,
        OpenQuestion.Confirm => facts.Confirm is not null,
        OpenQuestion.Word => facts.Word is not null,
        _ => false,
    };
}
