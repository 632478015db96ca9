using System.ComponentModel;
using System.Globalization;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Languages;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Skills.Trials;

/// <summary>The plan, the lottery and the running of a trial. The order is drawn here, once; no argument of any function can choose it.</summary>
public sealed partial class TrialSkills(TurnWork work, TrialStore trials, ToldStore told, CandidateStore candidateStore, InterviewStore interview, ParticipantStore participants, EvidenceCatalogue catalogue, ApprovalStore approvals, bool hasCoach)
{
    private const int MostArms = 4;
    private const int LongestWord = 200;
    private const int MostSecondary = 2;
    internal const int BaselineDays = 7;

    [Description("Draft a plan that tests one to three candidates against the usual routine. Replaces an earlier draft.")]
    public SkillReply Propose([Description("numbers in the list of candidates, comma-separated, e.g. \"1\" or \"1,3\"; a part of a name is fine too")] string candidates) => Draft(candidates, knows: false);

    [Description("The person knows that it made things worse in their own trial, and wants to test it all the same.")]
    public SkillReply ProposeAgain([Description("as for trials-propose")] string candidates) => Draft(candidates, knows: true);

    private SkillReply Draft(string candidates, bool knows)
    {
        if (FixedByStudy is { } fixedByStudy)
        {
            return fixedByStudy;
        }

        if (interview.Notes.Blocks.Count > 0)
        {
            return SkillReply.Refuse(Language.Say("interview.doctor-first"));
        }

        if (trials.Open is { State: not (TrialState.Draft or TrialState.Frozen) } busy)
        {
            return SkillReply.Refuse(busy.State is TrialState.Baseline
                ? Language.Say("trials.busy-observing")
                : Language.Say("trials.busy-running"));
        }

        if (candidateStore.Latest is not { } list || interview.Notes.Next is not null || interview.Notes.Adult is not true)
        {
            return SkillReply.Refuse(Language.Say("trials.interview-first")) with { Then = SkillCall.Of("candidates-list") };
        }

        var told = candidates.Split([',', '+', '&', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var chosen = told.Select(name => CandidateSkills.Find(list, name, Language)).ToList();
        if (chosen.Count == 0 || chosen.Contains(null))
        {
            return SkillReply.Refuse(Language.Say("trials.not-in-list")) with { Asks = OpenQuestion.Candidates };
        }

        var distinct = chosen.Select(candidate => candidate!).DistinctBy(candidate => candidate.Position).ToList();
        if (distinct.Count >= MostArms)
        {
            return SkillReply.Refuse(Language.Say("trials.too-many", ("most", MostArms - 1)));
        }

        var harmed = OwnHarm.In(candidateStore.Tested);
        if (distinct.FirstOrDefault(candidate => harmed.TryGetValue(candidate.Name, out var own) && !MayGoOn(candidate, own, knows)) is { } hurt)
        {
            return AfterHarm(hurt, harmed[hurt.Name], candidates, list);
        }

        if (distinct.FirstOrDefault(candidate => !candidate.MayStart && !harmed.ContainsKey(candidate.Name) && !IsApproved(candidate)) is { } barred)
        {
            if (barred.NeedsCoach)
            {
                return AskCoach(barred, list);
            }

            return SkillReply.Refuse(Language.Say("trials.barred", ("name", barred.NameIn(Language)), ("why", barred.WhyNot!))) with { Asks = OpenQuestion.Candidates };
        }

        if (distinct.Select(candidate => (candidate, why: RuledOutNow(candidate.Name))).FirstOrDefault(pair => pair.why is not null) is { why: { } why } changed)
        {
            return SkillReply.Refuse(Language.Say("trials.barred", ("name", changed.candidate.NameIn(Language)), ("why", why))) with { Asks = OpenQuestion.Candidates };
        }

        var outcome = catalogue.Outcome(list.Outcome)!;
        var plan = AsApproved(PlanBuilding.Build(distinct, outcome, interview.Notes));
        if (trials.Open is { } old)
        {
            trials.Save(old with { State = TrialState.Cancelled, EndedAt = work.Now, EndReason = "replaced by another plan" });
        }

        trials.Add(new Trial { Id = new TrialId(work.Random.NewId()), State = TrialState.Draft, Plan = plan, CreatedAt = work.Now });
        return AskLength(plan, outcome, $"{Language.Say("trials.this-is-the-plan")}\n\n{TrialWording.Plan(plan, outcome, Language)}\n\n");
    }

    [Description("Choose how long the trial runs, by the number of cycles or about how many weeks.")]
    public SkillReply ChooseLength([Description("number of cycles")] int? cycles = null, [Description("about how many weeks")] double? weeks = null)
    {
        if (FixedByStudy is { } fixedByStudy)
        {
            return fixedByStudy;
        }

        if (trials.Open is not { State: TrialState.Draft } trial)
        {
            return NoDraft();
        }

        var outcome = catalogue.Outcome(trial.Plan.Outcome)!;
        var options = LengthOptions.For(trial.Plan, outcome);
        var option = cycles is { } wanted
            ? options.FirstOrDefault(o => o.Cycles == wanted)
            : weeks is { } about && about > 0 ? options.Where(o => Math.Abs(o.Days - (7 * about)) <= 7).MinBy(o => Math.Abs(o.Days - (7 * about))) : null;
        if (option is null)
        {
            return AskLengthFirst("trials.length-unknown", trial.Plan, outcome);
        }

        var plan = trial.Plan with { Design = trial.Plan.Design with { BlockCount = option.Cycles }, LengthChosen = true, EndsEarlyWhenClear = false };
        trials.Save(trial with { Plan = plan });
        return AskToConfirm(Language.Say("trials.length-chosen", ("length", TrialWording.Length(option.Days, Language))), plan, outcome);
    }

    [Description("Before the plan is fixed: whether the trial may end early, at fixed looks at the ends of rounds, when the answer is clear. Off unless the person wants it.")]
    public SkillReply AllowEarlyEnd([Description("true: it may end early; false: only at its planned end")] bool allow = true)
    {
        if (FixedByStudy is { } fixedByStudy)
        {
            return fixedByStudy;
        }

        if (trials.Open is not { State: TrialState.Draft, Plan: { LengthChosen: true } chosen } trial)
        {
            return trials.Open is { State: TrialState.Draft } draft ? AskLengthFirst("trials.length-first", draft.Plan, catalogue.Outcome(draft.Plan.Outcome)!) : NoDraft();
        }

        if (allow && chosen.Design.BlockCount <= LookRule.FirstBlock)
        {
            return SkillReply.Refuse(Language.Say("trials.too-short-for-look", ("rounds", LookRule.FirstBlock)));
        }

        var plan = chosen with { EndsEarlyWhenClear = allow };
        trials.Save(trial with { Plan = plan });
        return AskToConfirm(Language.Say("trials.changed"), plan, catalogue.Outcome(plan.Outcome)!);
    }

    [Description("While the plan is a draft: keep the person from knowing which arm a period has. Somebody else prepares portions that look alike. Only for one thing that is swallowed, and only when the person wants it.")]
    public SkillReply Blind([Description("true: blind; false: open again")] bool blind = true)
    {
        if (FixedByStudy is { } fixedByStudy)
        {
            return fixedByStudy;
        }

        if (trials.Open is not { State: TrialState.Draft } trial)
        {
            return NoDraft();
        }

        var outcome = catalogue.Outcome(trial.Plan.Outcome)!;
        if (blind && !Blinding.IsPossible(trial.Plan, catalogue))
        {
            return SkillReply.Refuse(participants.Language.Say("blind.not-possible"));
        }

        var plan = Blinding.Of(trial.Plan, blind, catalogue, participants.Language);
        trials.Save(trial with { Plan = plan });
        var said = participants.Language.Say(blind ? "blind.on" : "blind.off");
        return plan.LengthChosen ? AskToConfirm(said, plan, outcome) : AskLength(plan, outcome, said + "\n\n");
    }

    [Description("Show the draft plan again, with the possible lengths.")]
    public SkillReply ShowPlan()
    {
        if (FixedByStudy is { } fixedByStudy)
        {
            return fixedByStudy with { Ok = true };
        }

        if (trials.Open is not { State: TrialState.Draft } trial)
        {
            return NoDraft();
        }

        var outcome = catalogue.Outcome(trial.Plan.Outcome)!;
        return AskLength(trial.Plan, outcome, TrialWording.Plan(trial.Plan, outcome, Language) + "\n\n");
    }

    [Description("Follow another outcome beside the primary one, while the plan is a draft: at most two. The answer rests on the primary one.")]
    public SkillReply AlsoFollow([Description("id or name of an outcome of the catalogue")] string outcome)
    {
        if (FixedByStudy is { } fixedByStudy)
        {
            return fixedByStudy;
        }

        if (trials.Open is not { State: TrialState.Draft } trial)
        {
            return NoDraft();
        }

        var primary = catalogue.Outcome(trial.Plan.Outcome)!;
        if (catalogue.Outcome(outcome.Trim()) is not { } found || found.AskedNextMorning != primary.AskedNextMorning)
        {
            var known = catalogue.Outcomes.Where(other => other.AskedNextMorning == primary.AskedNextMorning && other.Id != primary.Id).Select(other => other.NameIn(Language));
            return SkillReply.Refuse(Language.Say("trials.may-follow", ("outcome", primary.NameIn(Language)), ("list", string.Join(", ", known))));
        }

        if (found.Id == primary.Id || trial.Plan.Secondary.Contains(found.Id) || trial.Plan.Secondary.Count == MostSecondary)
        {
            return SkillReply.Refuse(trial.Plan.Secondary.Count == MostSecondary ? Language.Say("trials.enough-outcomes") : Language.Say("trials.followed-already", ("outcome", found.NameIn(Language))));
        }

        trials.Save(trial with { Plan = trial.Plan with { AlsoFollowed = [.. trial.Plan.Secondary, found.Id] } });
        return new SkillReply { Say = Language.Say("trials.also-followed", ("other", found.NameIn(Language)), ("outcome", primary.NameIn(Language))) };
    }

    [Description("Before fixing the plan, observe for a week without changing anything: the person's own days then tell how long a trial has to be.")]
    public SkillReply ObserveFirst()
    {
        if (FixedByStudy is { } fixedByStudy)
        {
            return fixedByStudy;
        }

        if (trials.Open is not { State: TrialState.Draft } trial)
        {
            return NoDraft();
        }

        var today = participants.Current.StudyDayAt(work.Now);
        trials.Save(trial with { State = TrialState.Baseline, Plan = trial.Plan with { BaselineFrom = today } });
        return new SkillReply
        {
            Say = Language.Say("trials.observing", ("days", BaselineDays)),
            Asks = OpenQuestion.Nothing,
            Facts = [new Fact("days of observing", TrialWording.Days(BaselineDays, Language))],
        };
    }

    [Description("Give up a plan that has not begun.")]
    public SkillReply CancelPlan()
    {
        if (trials.Open is not { State: TrialState.Draft or TrialState.Baseline or TrialState.Frozen } trial)
        {
            return trials.Open is { IsUnderWay: true } ? SkillReply.Refuse(Language.Say("trials.cannot-cancel")) : NoDraft();
        }

        trials.Save(trial with { State = TrialState.Cancelled, EndedAt = work.Now, EndReason = "cancelled before the start" });
        return new SkillReply
        {
            Say = Language.Say("trials.cancelled"),
            Asks = OpenQuestion.Candidates,
            Choices = [new Choice(Language.Say("trials.button.candidates"), SkillCall.Of("candidates-list"))],
        };
    }

    private SpokenLanguage Language => participants.Language;

    // The lengths again, after what has to be said first.
    private SkillReply AskLengthFirst(string key, TrialPlan plan, DailyOutcome outcome)
    {
        var ask = AskLength(plan, outcome);
        return ask with { Ok = false, Say = Language.Say(key, ("lengths", ask.Say)) };
    }

    private SkillReply AskLength(TrialPlan plan, DailyOutcome outcome, string before = "")
    {
        var options = LengthOptions.For(plan, outcome);
        return new SkillReply
        {
            Say = before + TrialWording.Lengths(plan, outcome, options, Language),
            Card = new CardParts { Bars = TrialWording.Bars(options, Language) },
            Asks = OpenQuestion.Length,
            Choices =
            [
                .. options.Select(option => new Choice(TrialWording.Length(option.Days, Language), SkillCall.Of("trials-choose_length", ("cycles", option.Cycles)))),
                new Choice(Language.Say("trials.button.observe"), SkillCall.Of("trials-observe_first")),
                new Choice(Language.Say("trials.button.not-now"), SkillCall.Of("trials-cancel_plan")),
            ],
        };
    }

    private SkillReply AskToConfirm(string before, TrialPlan plan, DailyOutcome outcome) => new()
    {
        Say = $"{before}\n\n{TrialWording.Plan(plan, outcome, Language)}\n\n{Cautions(plan)}{Language.Say("trials.confirm")}",
        Asks = OpenQuestion.Confirm,
        Choices =
        [
            new Choice(Language.Say("trials.button.fix"), SkillCall.Of("trials-confirm_plan")),
            .. plan.Study is null && plan.Design.BlockCount > LookRule.FirstBlock && !plan.EndsEarlyWhenClear ? new[] { new Choice(Language.Say("trials.button.early"), SkillCall.Of("trials-allow_early_end", ("allow", true))) } : [],
            .. plan.Study is null && Blinding.IsPossible(plan, catalogue) && !plan.Blinded ? new[] { new Choice(Language.Say("blind.button"), SkillCall.Of("trials-blind", ("blind", true))) } : [],
            .. Cautions(plan).Length > 0 ? new[] { new Choice(Language.Say("approval.button.applies"), SkillCall.Of("trials-caution_applies")) } : [],
            plan.Study is null ? new Choice(Language.Say("trials.button.other-length"), SkillCall.Of("trials-show_plan")) : new Choice(Language.Say("studies.button.leave"), SkillCall.Of("studies-leave")),
            new Choice(Language.Say("trials.button.not-now"), SkillCall.Of("trials-cancel_plan")),
        ],
        Facts = [new Fact("length", TrialWording.Length(plan.Design.TotalDays, Language)), new Fact("cycles", plan.Design.BlockCount.ToString(CultureInfo.InvariantCulture))],
    };

    private SkillReply NoDraft() => SkillReply.Refuse(Language.Say("trials.no-draft")) with { Then = SkillCall.Of("candidates-list") };
}
