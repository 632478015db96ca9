using Nof1Agent.Skills;

namespace Nof1Agent.Host.Agent;

/// <summary>
/// From a model's words and the functions' wording to one message. What functions said is said as it is; a model's words come before it. A question of the
/// model's own takes the place of the next question of the interview, so that only one is asked at a time.
/// </summary>
internal static class ReplyComposition
{
    private const int LongestLead = 400;

    /// <summary>The message.</summary>
    /// <param name="words">The model's words, after guard and screen; may be empty where functions said something.</param>
    /// <param name="trace">What was called.</param>
    public static SkillReply Compose(string words, TurnTrace trace)
    {
        if (trace.Wording is not { } wording)
        {
            return new SkillReply { Say = words.Trim() };
        }

        if (!wording.Ok)
        {
            // Everything was refused: the model has read why, and says it in its own words.
            return words.Length == 0 ? wording : wording with { Say = words.Trim() };
        }

        var lead = Lead(words);
        if (lead.Length == 0)
        {
            return wording;
        }

        var rest = lead.EndsWith('?') ? wording.WithoutQuestion() : wording;
        return rest with { Say = rest.Say.Length == 0 ? lead : lead.EndsWith('?') ? $"{rest.Say}\n\n{lead}" : $"{lead}\n\n{rest.Say}" };
    }

    // A model that talks on is cut at the end of a sentence.
    private static string Lead(string words)
    {
        var text = words.Trim();
        if (text.Length <= LongestLead)
        {
            return text;
        }

        var end = text.LastIndexOfAny(['.', '!', '?'], LongestLead);
        return end > 0 ? text[..(end + 1)] : "";
    }
}
