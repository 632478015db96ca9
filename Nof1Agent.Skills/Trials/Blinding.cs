using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Trials;

/// <summary>Plans in which the person does not know which arm a period has.</summary>
internal static class Blinding
{
    /// <summary>Whether a plan makes sense blinded: one thing, and one that can be imitated. Nobody can be kept from knowing that they went for a walk.</summary>
    public static bool IsPossible(TrialPlan plan, EvidenceCatalogue catalogue) => plan.Arms.Count == 2 && Entry(plan, catalogue) is { Intervention.HasLookAlike: true };

    /// <summary>The plan blinded, or open again. Blinded, it is compared with a look-alike, not with the usual routine: that would be known.</summary>
    public static TrialPlan Of(TrialPlan plan, bool blinded, EvidenceCatalogue catalogue, SpokenLanguage language) => plan with
    {
        Blinded = blinded,
        Arms = blinded
            ? [new Arm(language.Say("blind.look-alike"), language.Say("blind.look-alike-instruction")), .. plan.Arms.Skip(1)]
            : [new Arm("usual routine", Entry(plan, catalogue)!.Intervention.ComparatorInstruction), .. plan.Arms.Skip(1)],
    };

    private static EvidenceEntry? Entry(TrialPlan plan, EvidenceCatalogue catalogue) => catalogue.Entries.FirstOrDefault(entry => entry.Intervention.Name == plan.Arms[^1].Name);
}
