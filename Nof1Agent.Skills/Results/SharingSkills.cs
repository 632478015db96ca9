using System.ComponentModel;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Trials;

namespace Nof1Agent.Skills.Results;

/// <summary>Sharing of a result: asked for separately from everything else, no unless the person says yes, and only effect and standard error.</summary>
public sealed class SharingSkills(SharedEffectStore shared, TrialStore trials, ResultStore results, ParticipantStore participants, EvidenceCatalogue catalogue)
{
    [Description("Ask the person whether the size of their effect may be added to what others can learn from. Only after a trial is over.")]
    public SkillReply Ask()
    {
        var language = participants.Language;
        if (Over() is not { } trial)
        {
            return SkillReply.Refuse(language.Say("sharing.nothing-yet"));
        }

        if (shared.Decision(trial.Id) is true)
        {
            return SkillReply.Refuse(language.Say("sharing.done-already"));
        }

        return new SkillReply
        {
            Say = language.Say("sharing.ask"),
            Choices =
            [
                new Choice(language.Say("sharing.button-no"), SkillCall.Of("sharing-decide", ("agree", false))),
                new Choice(language.Say("sharing.button-yes"), SkillCall.Of("sharing-decide", ("agree", true))),
            ],
        };
    }

    [Description("Record whether the person agrees to share the size of their effect. Only when they said so themselves, to this very question.")]
    public SkillReply Decide([Description("true only if they agreed")] bool agree)
    {
        var language = participants.Language;
        if (Over() is not { } trial || results.Latest(trial.Id) is not { } answer)
        {
            return SkillReply.Refuse(language.Say("sharing.nothing-yet"));
        }

        if (shared.Decision(trial.Id) is true)
        {
            return SkillReply.Refuse(language.Say("sharing.done-already"));
        }

        var outcome = catalogue.Outcome(trial.Plan.Outcome)!;
        var effects = answer.Report.Contrasts.Select(contrast => (Arm: trial.Plan.Arms[contrast.Arm].Name, Benefit: OtherPeople.Benefit(contrast, outcome))).Where(effect => effect.Benefit is not null).ToList();
        if (agree && effects.Count == 0)
        {
            return SkillReply.Refuse(language.Say("sharing.no-estimate"));
        }

        shared.Decide(trial.Id, agree);
        foreach (var (arm, benefit) in agree ? effects : [])
        {
            shared.Share(arm, outcome.Id, benefit!.Value);
        }

        return new SkillReply { Say = agree ? language.Say("sharing.thanks") : language.Say("sharing.kept") };
    }

    [Description("Compare the person's own result with the shared trials of other people. Says so when there are too few of them.")]
    public SkillReply Others()
    {
        var language = participants.Language;
        if (Over() is not { } trial || results.Latest(trial.Id) is not { } answer)
        {
            return SkillReply.Refuse(language.Say("sharing.nothing-yet"));
        }

        var outcome = catalogue.Outcome(trial.Plan.Outcome)!;
        var said = answer.Report.Contrasts.Select(contrast => OtherPeople.Compare(
            trial.Plan.Arms[contrast.Arm].NameIn(language), shared.Of(trial.Plan.Arms[contrast.Arm].Name, outcome.Id), OtherPeople.Benefit(contrast, outcome)?.Estimate, shared.Decision(trial.Id) is true, outcome, language)).OfType<string>().ToList();
        return said.Count > 0
            ? new SkillReply { Say = string.Join("\n\n", said) }
            : SkillReply.Refuse(language.Say("sharing.too-few", ("fewest", OtherPeople.FewestTrials)));
    }

    private Trial? Over() => trials.Latest is { IsOver: true } trial ? trial : null;
}
