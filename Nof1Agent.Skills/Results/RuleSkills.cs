using System.ComponentModel;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Verdicts;
using NodaTime;

namespace Nof1Agent.Skills.Results;

/// <summary>Personal rules: offered after an answer, dated, changed and dropped by the person alone.</summary>
public sealed class RuleSkills(TurnWork work, RuleStore rules, TrialStore trials, ResultStore results, ParticipantStore participants)
{
    private const int UsualMonths = 6;
    private const int MostMonths = 60;

    private SpokenLanguage Language => participants.Language;

    [Description("Write down the person's own rule from the latest answer: keep the thing or leave it out, with a time to test it again. Only when they said so.")]
    public SkillReply Keep(
        [Description("true: keep it; false: leave it out; empty: as the answer says")] bool? keep = null,
        [Description("in how many months to test it again; 0: never; empty: 6")] int? months = null)
    {
        if (trials.Latest is not { IsOver: true } trial || results.Latest(trial.Id) is not { } answer
            || answer.Report.Contrasts.FirstOrDefault(found => found.Verdict is not (VerdictKind.CannotTell or VerdictKind.TooLittleData)) is not { } contrast)
        {
            return SkillReply.Refuse(Language.Say("rules.no-answer"));
        }

        if (months is < 0 or > MostMonths)
        {
            return SkillReply.Refuse(Language.Say("rules.months", ("most", MostMonths)));
        }

        var today = participants.Current.StudyDayAt(work.Now);
        var arm = trial.Plan.Arms[contrast.Arm].Name;
        var known = rules.Current.FirstOrDefault(rule => rule.Trial == trial.Id && rule.Intervention == arm);
        var rule = new PersonalRule
        {
            Id = known?.Id ?? work.Random.NewId(),
            Revision = (known?.Revision ?? 0) + 1,
            Intervention = arm,
            Outcome = trial.Plan.Outcome,
            Keeps = !answer.DidHarm(contrast.Arm) && (keep ?? known?.Keeps ?? contrast.Verdict is VerdictKind.ItWorked or VerdictKind.ItProbablyHelps),
            Trial = trial.Id,
            MadeOn = today,
            RetestOn = months is 0 || answer.DidHarm(contrast.Arm) ? null : today.PlusMonths(months ?? UsualMonths),
        };
        rules.Add(rule);
        return Written(rule, rules.Current.Count);
    }

    [Description("The person's own rules, numbered, with when each is to be tested again.")]
    public SkillReply List()
    {
        var today = participants.Current.StudyDayAt(work.Now);
        var lines = rules.Current.Select((rule, index) => Language.Say("rules.line", ("number", index + 1), ("rule", Line(rule)), ("due", rule.IsDue(today) ? "yes" : "no"))).ToList();
        return new SkillReply { Say = lines.Count == 0 ? Language.Say("rules.none") : string.Join("\n", lines.Prepend(Language.Say("rules.list"))) };
    }

    [Description("Change one of the person's own rules.")]
    public SkillReply Change(
        [Description("its number in the list of rules; 0: the one made last")] int number,
        [Description("true: keep it; false: leave it out; empty: as it was")] bool? keep = null,
        [Description("in how many months from today to test it again; 0: never; empty: as it was")] int? months = null)
    {
        number = number == 0 ? rules.Current.Count : number;
        if (number < 1 || number > rules.Current.Count)
        {
            return SkillReply.Refuse(Language.Say("rules.no-such"));
        }

        if (months is < 0 or > MostMonths)
        {
            return SkillReply.Refuse(Language.Say("rules.months", ("most", MostMonths)));
        }

        var old = rules.Current[number - 1];
        var changed = old with
        {
            Revision = old.Revision + 1,
            Keeps = keep ?? old.Keeps,
            RetestOn = months switch { null => old.RetestOn, 0 => null, { } given => participants.Current.StudyDayAt(work.Now).PlusMonths(given) },
        };
        rules.Add(changed);
        return Written(changed, number);
    }

    [Description("Drop one of the person's own rules.")]
    public SkillReply Drop([Description("its number in the list of rules; 0: the one made last")] int number)
    {
        number = number == 0 ? rules.Current.Count : number;
        if (number < 1 || number > rules.Current.Count)
        {
            return SkillReply.Refuse(Language.Say("rules.no-such"));
        }

        var old = rules.Current[number - 1];
        rules.Add(old with { Revision = old.Revision + 1, Dropped = true });
        return new SkillReply { Say = Language.Say("rules.dropped") };
    }

    /// <summary>The next day on which the person wants to be reminded of a rule; null when there is none, or they want nothing unasked.</summary>
    internal LocalDate? NextReminder => participants.Current.Consent is Consent.Given && trials.Open is null ? rules.Current.Where(rule => rule.WaitsForReminder).Min(rule => rule.RetestOn) : null;

    /// <summary>One message about every rule whose day has come, said once; null where there is none. Never while a plan or a trial is open: one thing at a time.</summary>
    internal SkillReply? Remind()
    {
        var today = participants.Current.StudyDayAt(work.Now);
        var due = rules.Current.Select((rule, index) => (Rule: rule, Number: index + 1)).Where(entry => entry.Rule.WaitsForReminder && entry.Rule.IsDue(today)).ToList();
        if (due.Count == 0 || NextReminder is null)
        {
            return null;
        }

        foreach (var (rule, _) in due)
        {
            rules.Add(rule with { Revision = rule.Revision + 1, RemindedOf = rule.RetestOn });
        }

        return new SkillReply
        {
            Say = Language.Say("rules.retest", ("rules", string.Join("\n", due.Select(entry => Line(entry.Rule))))),
            Asks = OpenQuestion.Nothing,
            Choices =
            [
                new Choice(Language.Say("rules.button.again"), SkillCall.Of("candidates-list")),
                new Choice(Language.Say("rules.button.sooner"), SkillCall.Of("rules-change", ("number", due[0].Number), ("months", 3))),
                new Choice(Language.Say("rules.button.never"), SkillCall.Of("rules-change", ("number", due[0].Number), ("months", 0))),
            ],
        };
    }

    private SkillReply Written(PersonalRule rule, int number) => new()
    {
        Say = Language.Say("rules.written", ("rule", Line(rule))),
        Facts = rule.RetestOn is { } on ? [new Fact("test again on", Language.Date(on))] : [],
        Choices =
        [
            new Choice(Language.Say("rules.button.sooner"), SkillCall.Of("rules-change", ("number", number), ("months", 3))),
            new Choice(Language.Say("rules.button.never"), SkillCall.Of("rules-change", ("number", number), ("months", 0))),
            new Choice(Language.Say("rules.button.drop"), SkillCall.Of("rules-drop", ("number", number))),
        ],
    };

    private string Line(PersonalRule rule)
    {
        var (name, keeps, made) = (Language.Translated(rule.Intervention), rule.Keeps ? "keep" : "leave", Language.Date(rule.MadeOn));
        return rule.RetestOn is { } on
            ? Language.Say("rules.rule", ("name", name), ("what", keeps), ("made", made), ("retest", Language.Date(on)))
            : Language.Say("rules.rule-for-good", ("name", name), ("what", keeps), ("made", made));
    }
}
