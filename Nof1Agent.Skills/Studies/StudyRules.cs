using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Invitations;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Skills.Studies;

/// <summary>Whether a protocol may be used: the same rules that a plan in the chat is made by. Pure.</summary>
public static class StudyRules
{
    /// <summary>Most things that are tested against the usual routine.</summary>
    public const int MostArms = 3;

    /// <summary>Longest trial, in days.</summary>
    public const int LongestDays = LengthOptions.LongestDays;

    private const int LongestInstruction = 240;
    private const int LongestConsent = 1500;

    /// <summary>What is wrong, in plain words; empty: nothing.</summary>
    /// <param name="template">The protocol.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="language">The coach's language.</param>
    public static IReadOnlyList<string> Problems(StudyTemplate template, EvidenceCatalogue catalogue, SpokenLanguage language)
    {
        var found = new List<string>();
        void Unless(bool holds, string key, params (string, object)[] values)
        {
            if (!holds)
            {
                found.Add(language.Say(key, values));
            }
        }

        var outcome = catalogue.Outcome(template.Outcome);
        var goal = catalogue.Goal(template.Goal);
        Unless(template.Name.Trim() is { Length: > 0 and <= InvitationBook.LongestName } name && !name.Any(char.IsControl), "studies.rule.name", ("most", InvitationBook.LongestName));
        Unless(goal is not null, "studies.rule.goal");
        Unless(outcome is not null && goal?.Outcomes.Contains(outcome.Id) is true, "studies.rule.outcome");
        Unless(template.Mcid is null or > 0 && (outcome is null || template.Mcid is null || template.Mcid < outcome.Highest - outcome.Lowest), "studies.rule.mcid");
        Unless(template.Arms.Count is > 0 and <= MostArms && template.Arms.Select(arm => arm.Name.Trim().ToUpperInvariant()).Distinct().Count() == template.Arms.Count, "studies.rule.arms", ("most", MostArms));
        Unless(template.Arms.Select(arm => arm.Instruction).Append(template.Comparator).All(text => text.Trim().Length <= LongestInstruction && !text.Any(char.IsControl)), "studies.rule.instruction", ("most", LongestInstruction));
        Unless(template.ConsentText.Length <= LongestConsent, "studies.rule.consent", ("most", LongestConsent));
        Unless(template.Cycles >= PlanBuilding.FewestCycles, "studies.rule.cycles", ("fewest", PlanBuilding.FewestCycles));
        Unless(template.WashoutDays >= 0 && template.PeriodDays >= template.WashoutDays + PlanBuilding.CountedDaysAtLeast, "studies.rule.period", ("counted", PlanBuilding.CountedDaysAtLeast));
        if (template is { PeriodDays: > 0 and <= TrialDesign.MaxTotalDays, Cycles: > 0 and <= TrialDesign.MaxTotalDays })
        {
            Unless((long)template.PeriodDays * template.Cycles * (template.Arms.Count + 1) <= LongestDays || template.Cycles == PlanBuilding.FewestCycles, "studies.rule.length", ("most", LongestDays));
        }

        if (goal is not null && outcome is not null)
        {
            found.AddRange(template.Arms.Select(arm => OfArm(arm, template, catalogue, language)).OfType<string>());
        }

        return found;
    }

    /// <summary>The catalogue's entry of an arm for a goal; null for one of the study's own.</summary>
    internal static EvidenceEntry? EntryOf(StudyArm arm, string goal, EvidenceCatalogue catalogue)
    {
        var named = catalogue.Entries.Where(entry => string.Equals(entry.Intervention.Name, arm.Name.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        return named.FirstOrDefault(entry => entry.Goal == goal) ?? (named.Count > 0 ? named[0] : null);
    }

    // What the catalogue knows brings its own days of onset and washout; what it does not know passes the gates of any idea, and nothing swallowed does.
    private static string? OfArm(StudyArm arm, StudyTemplate template, EvidenceCatalogue catalogue, SpokenLanguage language)
    {
        if (EntryOf(arm, template.Goal, catalogue) is { } entry)
        {
            var needed = Math.Max(entry.OnsetDays, entry.WashoutDays);
            return entry.CrossoverFit == "poor" ? language.Say("studies.rule.too-slow", ("name", entry.NameIn(language)))
                : template.WashoutDays < needed ? language.Say("studies.rule.washout", ("name", entry.NameIn(language)), ("days", needed))
                : null;
        }

        var (idea, refusal) = IdeaGates.Check(arm.Name, arm.Instruction, "behavioural", template.Goal, language);
        return idea is null ? refusal : OwnIdea.HarmlessKinds.Contains(idea.Category) ? null : language.Say("studies.rule.swallowed", ("name", arm.Name));
    }
}
