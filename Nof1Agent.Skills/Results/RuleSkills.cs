using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Nodes;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Skills.Trials;
using Nof1Agent.Stats.Reports;
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
        [Description("in how many months to test it again; 0: never; empty: 6")] int? months = null,
        [Description("which of the tested things, by name or its number in the plan; empty where there is only one")] string? arm = null)
    {
        if (trials.Latest is not { IsOver: true } trial || results.Latest(trial.Id) is not { } answer || answer.MayBeRules is not { Count: > 0 } deserving)
        {
            return SkillReply.Refuse(Language.Say("rules.no-answer"));
        }

        // Two answers are two rules: which one is meant is theirs to say.
        if (Meant(arm, trial, deserving) is not { } contrast)
        {
            return SkillReply.Refuse(Language.Say("rules.which")) with
            {
                Choices = [.. deserving.Select(found => new Choice(Language.Say("answer.button.rule-of", ("arm", trial.Plan.Arms[found.Arm].NameIn(Language))), KeepCall(found.Arm, keep, months)))],
            };
        }

        if (months is < 0 or > MostMonths)
        {
            return SkillReply.Refuse(Language.Say("rules.months", ("most", MostMonths)));
        }

        var today = participants.Current.StudyDayAt(work.Now);
        var name = trial.Plan.Arms[contrast.Arm].Name;
        var known = rules.Current.FirstOrDefault(rule => rule.Trial == trial.Id && rule.Intervention == name);
        var rule = new PersonalRule
        {
            Id = known?.Id ?? work.Random.NewId(),
            Revision = (known?.Revision ?? 0) + 1,
            Intervention = name,
            Outcome = trial.Plan.Outcome,
            Keeps = !answer.DidHarm(contrast.Arm) && (keep ?? known?.Keeps ?? contrast.Verdict is VerdictKind.ItWorked or VerdictKind.ItProbablyHelps),
            Trial = trial.Id,
            MadeOn = today,
            RetestOn = months is 0 || answer.DidHarm(contrast.Arm) ? null : today.PlusMonths(months ?? UsualMonths),
        };
        rules.Add(rule);
        return Written(rule);
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
        [Description("its number in the list of rules; 0: the one made last")] int number = 0,
        [Description("true: keep it; false: leave it out; empty: as it was")] bool? keep = null,
        [Description("in how many months from today to test it again; 0: never; empty: as it was")] int? months = null,
        [Description("for buttons; leave it empty")] string? id = null)
    {
        if (Find(number, id) is not { } old)
        {
            return SkillReply.Refuse(Language.Say("rules.no-such"));
        }

        if (months is < 0 or > MostMonths)
        {
            return SkillReply.Refuse(Language.Say("rules.months", ("most", MostMonths)));
        }

        // What did harm stays out, whatever was tapped.
        var harmed = results.Latest(old.Trial) is { } answer && trials.All.FirstOrDefault(trial => trial.Id == old.Trial) is { } tested
            && tested.Plan.Arms.Select((arm, place) => (arm, place)).Any(pair => pair.arm.Name == old.Intervention && answer.DidHarm(pair.place));
        var changed = old with
        {
            Revision = old.Revision + 1,
            Keeps = !harmed && (keep ?? old.Keeps),
            RetestOn = harmed ? null : months switch { null => old.RetestOn, 0 => null, { } given => participants.Current.StudyDayAt(work.Now).PlusMonths(given) },
        };
        rules.Add(changed);
        return Written(changed);
    }

    [Description("Drop one of the person's own rules.")]
    public SkillReply Drop(
        [Description("its number in the list of rules; 0: the one made last")] int number = 0,
        [Description("for buttons; leave it empty")] string? id = null)
    {
        // A button that is pressed twice has done what it says.
        if (id is not null && Find(number, id) is null)
        {
            return new SkillReply { Say = Language.Say("rules.dropped") };
        }

        if (Find(number, id) is not { } old)
        {
            return SkillReply.Refuse(Language.Say("rules.no-such"));
        }

        rules.Add(old with { Revision = old.Revision + 1, Dropped = true });
        return new SkillReply { Say = Language.Say("rules.dropped") };
    }

    /// <summary>The next day on which the person wants to be reminded of a rule; null when there is none, or they want nothing unasked.</summary>
    internal LocalDate? NextReminder => participants.Current.Consent is Consent.Given && trials.Open is null ? rules.Current.Where(rule => rule.WaitsForReminder).Min(rule => rule.RetestOn) : null;

    /// <summary>One message about every rule whose day has come, said once; null where there is none. Never while a plan or a trial is open: one thing at a time.</summary>
    internal SkillReply? Remind()
    {
        var today = participants.Current.StudyDayAt(work.Now);
        var due = rules.Current.Where(rule => rule.WaitsForReminder && rule.IsDue(today)).ToList();
        if (due.Count == 0 || NextReminder is null)
        {
            return null;
        }

        foreach (var rule in due)
        {
            rules.Add(rule with { Revision = rule.Revision + 1, RemindedOf = rule.RetestOn });
        }

        return new SkillReply
        {
            Say = Language.Say("rules.retest", ("rules", string.Join("\n", due.Select(Line)))),
            Asks = OpenQuestion.Nothing,
            Choices =
            [
                new Choice(Language.Say("rules.button.again"), SkillCall.Of("candidates-list")),
                .. due.SelectMany(rule => Dates(rule, named: due.Count > 1)),
            ],
        };
    }

    /// <summary>The call that writes down the rule of an arm.</summary>
    internal static SkillCall KeepCall(int arm, bool? keep = null, int? months = null)
    {
        var given = new List<(string, JsonNode?)> { ("arm", arm.ToString(CultureInfo.InvariantCulture)) };
        if (keep is { } kept)
        {
            given.Add(("keep", kept));
        }

        if (months is { } number)
        {
            given.Add(("months", number));
        }

        return SkillCall.Of("rules-keep", [.. given]);
    }

    private ContrastReport? Meant(string? told, Trial trial, IReadOnlyList<ContrastReport> deserving)
    {
        if (string.IsNullOrWhiteSpace(told))
        {
            return deserving is [var only] ? only : null;
        }

        var named = deserving.Where(contrast => trial.Plan.Arms[contrast.Arm] is var arm && (int.TryParse(told, CultureInfo.InvariantCulture, out var number)
            ? contrast.Arm == number
            : arm.Name.Contains(told.Trim(), StringComparison.OrdinalIgnoreCase) || arm.NameIn(Language).Contains(told.Trim(), StringComparison.OrdinalIgnoreCase))).ToList();
        return named is [var found] ? found : null;
    }

    // A button keeps the rule it was made for, whatever became of the list since.
    private PersonalRule? Find(int number, string? id) => !string.IsNullOrWhiteSpace(id)
        ? rules.Current.FirstOrDefault(rule => rule.Id == id)
        : rules.Current.ElementAtOrDefault((number == 0 ? rules.Current.Count : number) - 1);

    private IEnumerable<Choice> Dates(PersonalRule rule, bool named = false)
    {
        string Label(string key) => named ? Language.Say(key + "-named", ("name", Language.Translated(rule.Intervention))) : Language.Say(key);
        yield return new Choice(Label("rules.button.sooner"), SkillCall.Of("rules-change", ("id", rule.Id), ("months", 3)));
        yield return new Choice(Label("rules.button.never"), SkillCall.Of("rules-change", ("id", rule.Id), ("months", 0)));
    }

    private SkillReply Written(PersonalRule rule) => new()
    {
        Say = Language.Say("rules.written", ("rule", Line(rule))),
        Facts = rule.RetestOn is { } on ? [new Fact("test again on", Language.Date(on))] : [],
        Choices =
        [
            .. Dates(rule),
            new Choice(Language.Say("rules.button.drop"), SkillCall.Of("rules-drop", ("id", rule.Id))),
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
