using System.Globalization;
using System.Text.RegularExpressions;
using Nof1Agent.Skills.Conversations;

namespace Nof1Agent.Host.Agent;

/// <summary>
/// Every number of a model's reply must come from a function's result in this conversation or from the person. The built-in guide
/// speaks only in results, but passes through here too.
/// </summary>
internal static partial class GroundingGuard
{
    /// <summary>The numbers of a reply that stand on nothing; empty when all are grounded.</summary>
    /// <param name="reply">What would be sent.</param>
    /// <param name="trace">What this turn's functions said.</param>
    /// <param name="conversation">What was said before: the person's words, and replies that were grounded then.</param>
    public static IReadOnlyList<string> Ungrounded(string reply, TurnTrace trace, IReadOnlyList<Message> conversation)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var call in trace.Calls)
        {
            known.UnionWith(Numbers(call.Reply.Say));
            known.UnionWith(call.Reply.Facts.SelectMany(fact => Numbers(fact.Value)));
        }

        known.UnionWith(conversation.SelectMany(message => Numbers(message.Text)));
        return [.. Numbers(reply).Where(number => !known.Contains(number)).Distinct()];
    }

    private static IEnumerable<string> Numbers(string text)
    {
        foreach (Match match in Number().Matches(text))
        {
            var plain = match.Value.Replace(',', '.').TrimEnd('.');
            yield return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : plain;
        }

        // Words that claim a size without a digit.
        foreach (Match match in SizeWord().Matches(text))
        {
            yield return match.Value.ToLowerInvariant();
        }
    }

    [GeneratedRegex(@"\d+(?:[.,]\d+)*")]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(?:half|halve[sd]?|twice|double[sd]?|triple[sd]?|a third|a quarter|percent|significant(?:ly)?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SizeWord();
}
