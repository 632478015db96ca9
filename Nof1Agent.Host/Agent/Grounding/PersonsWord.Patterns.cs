using System.Text.RegularExpressions;

namespace Nof1Agent.Host.Agent.Grounding;

// The words by which people say that they want something.
internal sealed partial class PersonsWord
{
    [GeneratedRegex(@"\b(?:think|guess|believe|felt like|real|fake|placebo|look-?alike|idea|glaube|denke|tippe|schätze|echt|schein\w*|ahnung)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GuessWords();

    [GeneratedRegex(@"\b(?:blind\w*|verblind\w*|placebo|look-?alike|scheinpräparat|not know which|without knowing|nicht wei(?:ß|ss))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BlindWords();

    [GeneratedRegex(@"\b(?:paus\w*|break|stop\w*|ill|sick|unwell|flu|cold|fever|travel\w*|trip|holiday|vacation|away|krank|reise\w*|urlaub|unterbrech\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PauseWords();

    [GeneratedRegex(@"\b(?:go on|resume|continue|carry on|back|again|restart|better now|weiter\w*|fortsetz\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ResumeWords();

    [GeneratedRegex(@"\b(?:cancel\w*|not now|forget|drop|give up|no longer|don'?t want|stop|rather not|abbrech\w*|nicht mehr|doch nicht)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CancelWords();

    [GeneratedRegex(@"\b(?:observ\w*|watch\w*|baseline|first|beobacht\w*|erst)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ObserveWords();

    [GeneratedRegex(@"\b(?:another|other|instead|different|rather|change|switch|number|option|test|try|ander\w*|lieber|stattdessen|wechseln)\b|\d", RegexOptions.IgnoreCase)]
    private static partial Regex AnotherWords();

    [GeneratedRegex(@"\b(?:undo|take (?:it|that) back|wrong|mistake|delete|remove|erase|falsch|rückgängig|lösch\w*|zurück\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex UndoWords();

    [GeneratedRegex(@"\b(?:skip|pass|next|rather not|don'?t know|no idea|not sure|can'?t say|none of your|weiß nicht|keine ahnung|überspring\w*|weiter)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SkipWords();

    [GeneratedRegex(@"\b(?:forgot\w*|didn'?t (?:measure|write|note|answer|track)|no value|nothing to report|ill|sick|travel\w*|away|missed|vergessen|krank|reise\w*|kein(?:en)? wert)\b", RegexOptions.IgnoreCase)]
    private static partial Regex MissingWords();

    [GeneratedRegex(@"\b(?:yesterday|today|tonight|last night|night before|morning|monday|tuesday|wednesday|thursday|friday|saturday|sunday|days? ago|gestern|heute|vorgestern|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b|\d{4}-\d{2}-\d{2}", RegexOptions.IgnoreCase)]
    private static partial Regex DayWords();

    [GeneratedRegex(@"^(?:-?\d{1,2}|\d{4}-\d{2}-\d{2})$")]
    private static partial Regex DayShape();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\b(?:yes|yep|yeah|yup|sure|did|done|ja|jawohl|gemacht|erledigt|ok|okay|wore|took|kept|stuck)\b", RegexOptions.IgnoreCase)]
    private static partial Regex YesWords();

    [GeneratedRegex(@"\b(?:no|nope|not|didn'?t|didnt|haven'?t|couldn'?t|forgot|skipped|nein|nicht|vergessen)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoWords();

    [GeneratedRegex(@"\b(?:partly|partially|half|mostly|sort of|kind of|a bit|some|teilweise|halb|ein bisschen|zum teil)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PartlyWords();
}
