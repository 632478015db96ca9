using System.Globalization;
using System.Text.RegularExpressions;

namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>What people put into their first message in passing, without "I am", "I have" or "I take": "fibromyalgia. 44 yrs old", "29f, on the pill", "even 20 min quicker would be great".</summary>
internal static partial class Mentions
{
    private const int AdultAge = 18;

    /// <summary>Adds them to what was read; never changes what is there.</summary>
    public static Facts AddTo(Facts facts, Passage passage, ReadingContext context, WordLists lists) => context.Asked is Asked.Goal
        ? facts with
        {
            Adult = facts.Adult ?? Adult(passage),
            Mcid = facts.Mcid ?? Wished(passage),
            Medicines = facts.Medicines ?? Medicines(passage, lists),
            Conditions = facts.Conditions ?? Conditions(passage, facts.Goal ?? context.Goal, lists),
        }
        : context.Asked is Asked.Adult ? facts with { Adult = facts.Adult ?? Adult(passage) } : facts;

    private static bool? Adult(Passage passage)
    {
        if (NotYetEighteen().IsMatch(passage.Bare) || ForAChild().IsMatch(passage.Bare))
        {
            return false;
        }

        return Age().Match(passage.Bare) is { Success: true } match
            ? int.Parse(match.Groups.Cast<Group>().Skip(1).First(group => group.Success).Value, CultureInfo.InvariantCulture) >= AdultAge
            : null;
    }

    private static double? Wished(Passage passage)
    {
        var wishes = Wish().Matches(passage.Bare).Select(match => match.Groups.Cast<Group>().Skip(1).First(group => group.Success).Value).Distinct().ToList();
        return wishes is [var only] ? double.Parse(only, CultureInfo.InvariantCulture) : null;
    }

    // A known medicine that is neither denied nor given up nor something that was tried without success.
    private static IReadOnlyList<string>? Medicines(Passage passage, WordLists lists)
    {
        var found = new List<string>();
        foreach (var item in Items.Split(passage, lists))
        {
            var people = lists.People;
            if (!people.Negator.IsIn(item) && !people.TookBefore.IsIn(item) && !people.TriedLead.IsIn(item) && !people.Useless.IsIn(item) && !Refused().IsMatch(item.Bare))
            {
                found.AddRange(KnownMedicines.FindIn(item).Where(known => !Supplement().IsMatch(known.Name)).Select(known => known.Told));
            }
        }

        return found.Count > 0 ? [.. found.Distinct()] : null;
    }

    // A known condition that opens a part of the message, or is told with "have", unless it is the complaint itself.
    private static IReadOnlyList<string>? Conditions(Passage passage, string? goal, WordLists lists)
    {
        var found = new List<string>();
        var items = Items.Split(passage, lists).ToList();
        foreach (var item in items.Where(item => !lists.People.Negator.IsIn(item)))
        {
            var has = lists.People.Has.IsIn(item);
            found.AddRange(KnownConditions.FindIn(item)
                .Where(known => (has || (known.Where.First == 0 && items.Count > 1 && !lists.People.Complaints.Contains(known.Name))) && !IsComplaint(known.Name, goal))
                .Select(known => known.Told));
        }

        return found.Count > 0 ? [.. found.Distinct()] : null;
    }

    private static bool IsComplaint(string condition, string? goal) => goal is null || condition.Split(' ').Any(word =>
        word.Length >= 3 && goal.Contains(word.TrimEnd('s'), StringComparison.OrdinalIgnoreCase)) || (goal.Contains("sleep", StringComparison.Ordinal) && condition is "insomnia")
        || (goal is "acid reflux" && condition is "gerd" or "gord") || (goal is "low mood" && condition is "depression");

    private static PhraseList KnownMedicines { get; } = new(WordLists.English.People.Medicines);

    private static PhraseList KnownConditions { get; } = new(WordLists.English.People.Conditions);

    [GeneratedRegex(@"\b(\d{2}) ?(?:f|m|yo|female|male|woman|man|(?:yrs?|years?) old)\b|\b(?:eczema|kid|child|teen|teenager|then|always) (\d{2}) now\b|\b(\d{2}) now$", RegexOptions.NonBacktracking)]
    private static partial Regex Age();

    [GeneratedRegex(@"^(?:im |i am )?1[0-7] (?:and )?(?:but )?(?:turning |almost )?18 (?:in|next|soon)\b", RegexOptions.NonBacktracking)]
    private static partial Regex NotYetEighteen();

    [GeneratedRegex(@"\bmy (?:son|daughter|kid|child|boy|girl)\b.{0,30}\b(?:hes|shes|is|aged) (?:[1-9]|1[0-7])\b", RegexOptions.NonBacktracking)]
    private static partial Regex ForAChild();

    [GeneratedRegex(@"\b(?:even|just|only) (\d{1,3}) ?(?:min|mins|minutes|points?)? (?:quicker|faster|less|fewer|earlier|sooner|better|longer|more)\b|\b(?:happy|content|ok|fine|pleased) with (?:just |even )?(\d{1,3}) ?(?:min|mins|minutes|points?)? (?:quicker|faster|less|fewer|better|longer|more)\b|\b(\d{1,3}) ?(?:min|mins|minutes|points?)? (?:quicker|faster|less|fewer|better|longer|more) would (?:be|make|do|help)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Wish();

    [GeneratedRegex(@"\b(?:without|instead of|rather not|dont want|avoid|scared of|gave up|neither|nor) \b", RegexOptions.NonBacktracking)]
    private static partial Regex Refused();

    // Foods and supplements are told for other reasons than being taken; the question about medicines asks for them.
    [GeneratedRegex(@"^(?:iron|calcium|zinc|potassium|laxatives?|vitamins?|electrolytes|steroids?|antibiotics?|painkillers?|sleeping (?:pills?|tablets)|magnesium|melatonin|cbd|chamomile.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Supplement();
}
