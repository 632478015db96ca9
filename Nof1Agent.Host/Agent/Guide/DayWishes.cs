using System.Globalization;
using System.Text.RegularExpressions;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Participants;

namespace Nof1Agent.Host.Agent.Guide;

/// <summary>What a person wants of the rhythm of their days, in words: where they are, when they are asked, how often reminded, when left alone.</summary>
internal static partial class DayWishes
{
    private const int LongestWish = 160;

    /// <summary>The call that a message asks for; null where it asks for none.</summary>
    public static SkillCall? Find(string text, AgentState state)
    {
        if (text.Length > LongestWish || state.OpenQuestion is OpenQuestion.Word or OpenQuestion.Goal)
        {
            return null;
        }

        text = GermanClock.Written(text);
        if (Where().Match(text) is { Success: true } where && PlaceIn(where.Groups["place"].Value) is { } place)
        {
            return SkillCall.Of("days-live_in", ("place", place));
        }

        if (state.Trial == "draft" && Also().Match(text) is { Success: true } also)
        {
            return SkillCall.Of("trials-also_follow", ("outcome", also.Groups["outcome"].Value.Trim('.', '!', ' ')));
        }

        if (FewerReminders().IsMatch(text))
        {
            return SkillCall.Of("days-set_reminders", ("most", NoReminders().IsMatch(text) ? 0 : 1));
        }

        if (MoreReminders().IsMatch(text))
        {
            return SkillCall.Of("days-set_reminders", ("most", 2));
        }

        if (Quiet().Match(text) is { Success: true } quiet && Hour(quiet.Groups["from"]) is { } from && Hour(quiet.Groups["to"]) is { } to)
        {
            return SkillCall.Of("days-set_quiet_hours", ("from", from.Hour), ("to", to.Hour));
        }

        if (AskAt().Match(text) is { Success: true } asked && Hour(asked.Groups["at"]) is { } at)
        {
            var isMorning = Morning().IsMatch(text) || (at.Hour < 12 && !Evening().IsMatch(text));
            at = !isMorning && at.Hour < 12 ? (at.Hour + 12, at.Minute) : at;
            return SkillCall.Of(isMorning ? "days-set_morning_time" : "days-set_check_in_time", ("hour", at.Hour), ("minute", at.Minute));
        }

        return Show().IsMatch(text) ? SkillCall.Of("days-settings") : null;
    }

    // The longest beginning of what follows "I live in" that is a place: "Lisbon now, by the way".
    private static string? PlaceIn(string said)
    {
        var words = said.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        for (var count = Math.Min(words.Length, 4); count > 0; count--)
        {
            var place = string.Join(' ', words.Take(count)).Trim('.', ',', '!', '?', ';');
            if (Places.IsKnown(place))
            {
                return place;
            }
        }

        return null;
    }

    private static (int Hour, int Minute)? Hour(Group said)
    {
        var match = Clock().Match(said.Value);
        if (!match.Success)
        {
            return said.Value.Contains("noon", StringComparison.OrdinalIgnoreCase) ? (12, 0) : said.Value.Contains("midnight", StringComparison.OrdinalIgnoreCase) ? (0, 0) : null;
        }

        var hour = int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["m"].Success ? int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture) : 0;
        var half = match.Groups["half"].Value.ToUpperInvariant();
        hour = half == "PM" && hour < 12 ? hour + 12 : half == "AM" && hour == 12 ? 0 : hour;
        return hour is >= 0 and < 24 && minute < 60 ? (hour, minute) : null;
    }

    [GeneratedRegex(@"(?:\bi(?:'m| am)?\s+(?:now\s+|currently\s+)?(?:live|living|based|staying|moved|moving|travelling|traveling|arrived|landed|back|here)?\s*(?:now\s+)?(?:in|to)|\bmy (?:time ?zone|city|home) is|\bich (?:wohne|lebe|bin)(?: jetzt| gerade)? in)\s+(?:the\s+)?(?<place>\p{L}.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Where();

    [GeneratedRegex(@"\balso (?:ask (?:me )?about|follow|track|measure|record) (?:my |the )?(?<outcome>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Also();

    [GeneratedRegex(@"\b(?:stop|no|fewer|less|don'?t|do not|turn off|without|only one|one|weniger|keine)\b.{0,20}\b(?:remind(?:ers?|ing)?|nag(?:ging)?|Erinnerung(?:en)?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FewerReminders();

    [GeneratedRegex(@"\b(?:stop|no|don'?t|do not|turn off|without|keine)\b.{0,20}\b(?:remind|nag|Erinnerung)", RegexOptions.IgnoreCase)]
    private static partial Regex NoReminders();

    [GeneratedRegex(@"\b(?:more|two|both|turn on|mehr)\b.{0,20}\b(?:reminders?|Erinnerungen)\b|\bremind me (?:again|more)\b", RegexOptions.IgnoreCase)]
    private static partial Regex MoreReminders();

    [GeneratedRegex(@"\b(?:quiet|silent|silence|leave me alone|don'?t (?:write|message|disturb)(?: me)?|no messages|Ruhe)\b.{0,20}\b(?:from|between|after|von|zwischen)\s+(?<from>[\w:. ]{1,12}?)\s*(?:-|–|to|until|till|and|bis|und)\s*(?<to>[\w:. ]{1,12})", RegexOptions.IgnoreCase)]
    private static partial Regex Quiet();

    [GeneratedRegex(@"\b(?:(?:ask|remind|write|message|text|tell) me (?:what to do |every day |each day |daily |in the (?:morning|evening) |instead |rather |later |earlier )*(?:at|around)|(?:check.?in|question|instruction|morning message) (?:at|to)|(?:frag|frage|erinner|erinnere|schreib|schreibe) mich? ?(?:mir )?(?:bitte )?(?:immer |jeden tag |täglich |lieber |abends |morgens |am abend |am morgen |in der früh )*(?:um|gegen)|(?:schreib|sag|melde) (?:mir|dich) (?:bitte )?(?:immer |jeden tag |lieber |abends |morgens |am abend |am morgen )*(?:um|gegen))\s+(?<at>[\w:. ]{1,10})", RegexOptions.IgnoreCase)]
    private static partial Regex AskAt();

    [GeneratedRegex(@"\bmorning|instruction|what to do\b|\bmorgens\b|\bam morgen\b|\bin der früh\b|\bwas (?:dran ist|ich (?:tun|machen) soll)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Morning();

    [GeneratedRegex(@"\bevening\b|\babends?\b|\bam abend\b|\bfrag\w* mich\b", RegexOptions.IgnoreCase)]
    private static partial Regex Evening();

    [GeneratedRegex(@"^\s*(?:show (?:me )?|zeig (?:mir )?)?(?:my |meine )?(?:settings|quiet hours|reminder times|times|einstellungen|ruhezeit(?:en)?|zeiten)\W*$|\bwhen do you (?:ask|write|remind)", RegexOptions.IgnoreCase)]
    private static partial Regex Show();

    [GeneratedRegex(@"\b(?<h>\d{1,2})(?:[:.h](?<m>\d{2}))?\s*(?<half>am|pm)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Clock();
}
