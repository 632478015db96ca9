using System.Text.Json.Nodes;
using Nof1Agent.Host.Agent.Guide.Language;
using Nof1Agent.Skills.CheckIns;

namespace Nof1Agent.Host.Agent.Grounding;

// What is stored as told has to stand in the words of the person.
internal sealed partial class PersonsWord
{
    // What is stored as told.
    private string? Told(string function, JsonObject arguments)
    {
        var facts = understood.Facts;
        switch (function)
        {
            case "interview-note":
                return (True(arguments, "adult") && facts.Adult is not true ? "Only the person's own words, or the button, say that they are 18 or older. Ask." : null)
                    ?? (False(arguments, "pregnant") && facts.Pregnant is not false ? "The person did not say that they are not pregnant. Leave it out." : null)
                    ?? (Empty(arguments, "conditions") && facts.Conditions is not { Count: 0 } ? "The person did not clearly say that they have no health conditions. Ask again; the buttons help." : null)
                    ?? (Empty(arguments, "medicines") && facts.Medicines is not { Count: 0 } ? "The person did not clearly say that they take nothing. Ask again; the buttons help." : null)
                    ?? (Empty(arguments, "limits") && facts.Limits is not { Count: 0 } ? "The person did not clearly say that nothing is off the table. Ask again." : null)
                    ?? (Text(arguments, "goal") is { } wanted && goal is not null && !Same(wanted, goal) && !Same(facts.Goal, wanted) ? "Another goal would put aside what was told about this one. Ask the person first." : null)
                    ?? (Text(arguments, "outcome") is { } measured && outcome is not null && !Same(measured, outcome) && !Same(measured, state.Outcome) && facts.Outcome is null ? "The person did not ask to measure something else." : null)
                    ?? Numbers(arguments, "mcid", "typicalGood", "typicalBad", "expectation")
                    ?? InTheirWords(arguments, "conditions", "medicines", "tried", "limits");
            case "checkins-record" or "checkins-correct":
                return (Text(arguments, "adherence") is { } did && !AdherenceIsTold(did) ? "The person did not say whether they did what was planned. Ask." : null)
                    ?? (Text(arguments, "missing") is not null && facts.Missing is null && !MissingWords().IsMatch(text) ? "The person did not say why there is no value." : null)
                    ?? (Text(arguments, "disrupted") is not null && facts.Disrupted is null && facts.Missing is null && !PauseWords().IsMatch(text) ? "The person did not say that the day was unusual." : null)
                    ?? (Text(arguments, "day") is { } day && facts.Day is null && !DayWords().IsMatch(text) ? $"The person named no day. Leave \"day\" out: the open day is meant." : null)
                    ?? Numbers(arguments, "value")
                    ?? (Text(arguments, "time") is { } clock && !TimeIsTold(clock) ? "The person did not name that time." : null)
                    ?? InTheirWords(arguments, "sideEffect", "note");
            case "checkins-side_effect":
                return InTheirWords(arguments, [.. arguments.Select(argument => argument.Key)]);
            default:
                return function.StartsWith("days-", StringComparison.Ordinal) || function.StartsWith("participants-", StringComparison.Ordinal)
                    ? Numbers(arguments, [.. arguments.Select(argument => argument.Key)])
                    : null;
        }
    }

    private bool TimeIsTold(string clock) =>
        ClockReading.FirstIn(clock) is { } given && ClockReading.FirstIn(text) is { } told && given.Minutes.Intersect(told.Minutes).Any();

    private string? Numbers(JsonObject arguments, params string[] names)
    {
        foreach (var name in names)
        {
            if (Find(arguments, name) is { } node && Number(node) is { } value && !numbers.Contains(Math.Round(value, 6)))
            {
                return $"The person did not say the number in \"{name}\". Ask, or leave it out.";
            }
        }

        return null;
    }

    private string? InTheirWords(JsonObject arguments, params string[] names)
    {
        foreach (var name in names)
        {
            foreach (var piece in Find(arguments, name) is { } node ? Texts(node) : [])
            {
                // Short names of conditions and medicines ("HIV", "ASA") are words of their own where nothing longer is there.
                var all = Words([piece]);
                var words = all.Where(word => word.Length >= FewestLetters).ToList() is { Count: > 0 } telling ? telling : [.. all];

                // A model may sum up what a person said in a word of its own; beside a file that word may be the file's, so there all of them have to be the person's.
                if (words.Count > 0 && words.Count(said.Contains) is var own && (besideAFile ? own < words.Count : own * 2 < words.Count))
                {
                    return $"\"{name}\" is not in the person's words. Write down only what they said.";
                }
            }
        }

        return null;
    }

    private bool AdherenceIsTold(string did) => understood.Facts.Adherence is { } read
        ? Same(read.ToString(), did)
        : did.Trim().ToLowerInvariant() switch { "yes" => YesWords().IsMatch(text) && !NoWords().IsMatch(text), "no" => NoWords().IsMatch(text), "partly" => PartlyWords().IsMatch(text), _ => true };

    private static HashSet<double> NumbersOf(string text, Facts facts, string? unit)
    {
        var found = new HashSet<double>();
        foreach (var quantity in Sentence.Of(text, new SubjectNames([])).SelectMany(sentence => sentence.Quantities))
        {
            foreach (var (value, _) in quantity.Readings)
            {
                found.Add(Math.Round(value, 6));
                if (Units.Factor(quantity.Unit, Units.OfOutcome(unit)) is { } factor)
                {
                    found.Add(Math.Round(value * factor, 6));
                }

                if (quantity.Unit == Units.Clock)
                {
                    found.Add(Math.Floor(value / 60));
                    found.Add(value % 60);
                }
                else if (value is >= 1 and <= 12)
                {
                    // "at 7 in the evening".
                    found.Add(value + 12);
                }

                // "20 %" of a yes/no outcome is stored as a share.
                found.Add(Math.Round(value / 100, 6));
            }
        }

        foreach (var value in (double?[])[facts.Value, facts.Mcid, facts.TypicalGood, facts.TypicalBad, facts.Expectation, facts.Weeks])
        {
            if (value is { } known)
            {
                found.Add(Math.Round(known, 6));
            }
        }

        return found;
    }

    private static HashSet<string> Words(IEnumerable<string> texts) => [.. texts.SelectMany(Token.Of).Where(token => token.IsWord).Select(token => token.Text)];
}
