using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nof1Agent.Host.Agent.Guide;
using Nof1Agent.Host.Agent.Guide.Language;
using Nof1Agent.Skills;
using Nof1Agent.Skills.CheckIns;
using Nof1Agent.Skills.Conversations;
using Nof1Agent.Skills.Files;
using Nof1Agent.Skills.Safety;

namespace Nof1Agent.Host.Agent.Grounding;

/// <summary>
/// What a model may do is what the person said. A model reads people better than rules do, and may choose functions freely; but what is stored as told has
/// to stand in the person's words, what opens a gate has to be read there by rules too, and what cannot be taken back takes the person's own act: their
/// word at that very question, or a button. What is objected to is said to the model only, with the way out.
/// </summary>
internal sealed partial class PersonsWord
{
    private const int LongestText = 400;
    private const int LongestCall = 4_000;
    private const int FewestLetters = 4;

    private readonly string text;
    private readonly AgentState state;
    private readonly Understanding understood;
    private readonly SafetyScreen screen;
    private readonly Func<Ground> ground;
    private readonly HashSet<string> said;
    private readonly HashSet<double> numbers;
    private readonly string? goal;
    private readonly string? outcome;
    private readonly bool besideAFile;
    private bool planChanged;

    /// <param name="text">What the person writes now.</param>
    /// <param name="state">Where they stood when they wrote it.</param>
    /// <param name="conversation">What was said before.</param>
    /// <param name="screen">The safety rules.</param>
    /// <param name="skills">What was told before.</param>
    /// <param name="ground">What may be said, for words that a function would repeat.</param>
    public PersonsWord(string text, AgentState state, IReadOnlyList<Message> conversation, SafetyScreen screen, SkillSet skills, Func<Ground> ground)
    {
        this.text = StrangersText.OwnWords(text);
        this.state = state;
        this.screen = screen;
        this.ground = ground;
        understood = GuidePlanner.Understand(this.text, state);
        (goal, outcome) = (skills.InterviewStore.Notes.Goal, skills.InterviewStore.Notes.Outcome);
        besideAFile = skills.Files.Current is not null || StrangersText.IsAFile(text) || conversation.Any(message => message.Speaker is Speaker.Person && StrangersText.IsAFile(message.Text));
        said = Words([this.text, .. skills.FileStore.Readings, .. conversation.Where(message => message.Speaker is Speaker.Person).Select(message => StrangersText.OwnWords(message.Text))]);
        numbers = NumbersOf(this.text, understood.Facts, state.Unit);
    }

    /// <summary>Why a model may not make a call; null: it may.</summary>
    public SkillReply? Objection(SkillCall call)
    {
        var function = SkillCatalogue.Plain(call.Function);
        if (call.Arguments.ToJsonString().Length > LongestCall)
        {
            return SkillReply.Refuse("The arguments are far too long. Give only what the person said, in few words.");
        }

        // What is checked here has to be what the skill gets: one argument of a name, written as the name is.
        if (call.Arguments.Any(argument => argument.Key.Trim() != argument.Key) || call.Arguments.DistinctBy(argument => argument.Key, StringComparer.OrdinalIgnoreCase).Count() < call.Arguments.Count)
        {
            return SkillReply.Refuse("Give each argument once, by its name.");
        }

        var reason = Act(function, call.Arguments) ?? Told(function, call.Arguments) ?? Repeated(function, call.Arguments);
        if (reason is null && function is "trials-propose" or "trials-choose_length" or "trials-observe_first")
        {
            planChanged = true;
        }

        return reason is null ? null : SkillReply.Refuse(reason);
    }

    // What cannot be taken back, or would take something from the person.
    private string? Act(string function, JsonObject arguments)
    {
        var facts = understood.Facts;
        return function switch
        {
            FileSkills.KeepFunction or "files-drop" => "Only the person confirms what was read, with the button. Call files-read_back.",
            "imports-take" => "Only the person takes a column over, with the button. Call imports-look.",
            "participants-consent" => "Consent is asked and taken by fixed text only.",
            "trials-stop" => "Only the person ends a trial, with the button. Call trials-ask_stop.",
            "trials-confirm_plan" when state.OpenQuestion is not OpenQuestion.Confirm || facts.Confirm is not true || planChanged =>
                "Only a clear yes of the person to the plan as it was shown fixes it. Show the plan, and ask.",
            "trials-begin" when state.OpenQuestion is not OpenQuestion.Word || !Contains(Text(arguments, "word")) =>
                "The word for the lottery has to be the person's own, from their answer to that question.",
            "trials-pause" when understood.Act is not Guide.Language.Act.Pause && !PauseWords().IsMatch(text) => "The person did not ask for a pause. Ask them.",
            "trials-resume" when understood.Act is not Guide.Language.Act.Resume && !ResumeWords().IsMatch(text) => "The person did not ask to go on. Ask them.",
            "trials-cancel_plan" when understood.Act is not Guide.Language.Act.Stop && !CancelWords().IsMatch(text) => "The person did not give the plan up. Ask them.",
            "trials-observe_first" when !ObserveWords().IsMatch(text) => "The person did not ask to observe first. Offer it.",
            "trials-propose" when state.Trial is "draft" or "frozen" && facts.Candidate is null && !AnotherWords().IsMatch(text) => "There is a plan already, and the person did not ask for another.",
            "checkins-guess" when !GuessWords().IsMatch(text) => "The person did not say what they think was in the container.",
            "trials-blind" when !BlindWords().IsMatch(text) => "The person did not ask for that. Offer it.",
            "checkins-undo" when understood.Act is not (Guide.Language.Act.Undo or Guide.Language.Act.Correct) && !UndoWords().IsMatch(text) => "The person did not take anything back.",
            "interview-skip" when understood.Act is not Guide.Language.Act.Skip && !SkipWords().IsMatch(text) => "The person did not leave the question out. Ask it.",
            _ => null,
        };
    }

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

    [GeneratedRegex(@"\b(?:think|guess|believe|felt like|real|fake|placebo|look-?alike|idea|glaube|denke|tippe|schätze|echt|schein\w*|ahnung)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GuessWords();

    [GeneratedRegex(@"\b(?:blind\w*|verblind\w*|placebo|look-?alike|scheinpräparat|not know which|without knowing|nicht wei(?:ß|ss))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BlindWords();

    // A function may repeat what it is given, and what functions say counts as fact: so nothing ungrounded may go in.
    private string? Repeated(string function, JsonObject arguments)
    {
        foreach (var (name, piece) in arguments.SelectMany(argument => Texts(argument.Value).Select(text => (argument.Key, text))))
        {
            if (piece.Length > LongestText)
            {
                return "A text is too long. Give only what the person said, in few words.";
            }

            if (function is "candidates-explain" or "trials-propose" && piece.All(character => char.IsAsciiDigit(character) || character is ',' or ' ' or '+' or '&'))
            {
                continue;
            }

            if (function == FileSkills.ReadBackFunction)
            {
                // A bare number may be read back, the dose on a label too, since it counts for nothing before the person's yes; a claim, an order of arms or an advice may not, whoever printed it.
                if (ClaimsSomething(piece) || screen.CheckReply(Digits().Replace(piece, "")) is not null || screen.Check(piece) is { Rule.Level: not SafetyLevel.Caution })
                {
                    return "Read back names and bare numbers only, no claim and nothing about medicines.";
                }

                continue;
            }

            if (function is "checkins-record" or "checkins-correct" && Same(name, "day") && DayShape().IsMatch(piece))
            {
                continue;
            }

            if (!Contains(piece) && GroundingGuard.Check(piece, ground()) is { Count: > 0 } ungrounded)
            {
                return $"This is neither the person's word nor a fact: {string.Join(", ", ungrounded.Select(item => item.Text))}.";
            }

            if (!Contains(piece) && screen.Check(piece) is { Rule.Level: not SafetyLevel.Caution })
            {
                return "This touches a safety rule and is not the person's word.";
            }
        }

        return null;
    }

    private bool ClaimsSomething(string piece)
    {
        var facts = ground();
        return facts.Read(piece).Any(sentence => sentence.Claims.Count > 0 || sentence.Quantities.Any(quantity => quantity.Way is not Way.None) || facts.TellsTheOrder(sentence));
    }

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

    private bool Contains(string? piece) => piece is { } word && word.Trim().Length > 0 && text.Contains(word.Trim(), StringComparison.OrdinalIgnoreCase);

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

    private static JsonNode? Find(JsonObject arguments, string name) => arguments.FirstOrDefault(argument => Same(argument.Key, name)).Value;

    private static string? Text(JsonObject arguments, string name) => Find(arguments, name) is JsonValue value && value.GetValueKind() is JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text
        : Find(arguments, name) is JsonValue other && other.GetValueKind() is JsonValueKind.Number ? other.ToJsonString() : null;

    private static bool True(JsonObject arguments, string name) => Find(arguments, name)?.ToJsonString().Trim('"') is { } value && Same(value, "true");

    private static bool False(JsonObject arguments, string name) => Find(arguments, name)?.ToJsonString().Trim('"') is { } value && Same(value, "false");

    private static bool Empty(JsonObject arguments, string name) => Find(arguments, name) is JsonArray array && array.All(item => string.IsNullOrWhiteSpace(item?.ToString()));

    private static double? Number(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Number => node.GetValue<JsonElement>() is var element && element.TryGetDouble(out var value) ? value : null,
        JsonValueKind.String => double.TryParse(node.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null,
        _ => null,
    };

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject inner => inner.SelectMany(argument => Texts(argument.Value)),
        JsonArray array => array.SelectMany(Texts),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => [value.ToString()],
        _ => [],
    };

    private static bool Same(string? a, string? b) => string.Equals(a?.Trim(), b?.Trim(), StringComparison.OrdinalIgnoreCase);

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
