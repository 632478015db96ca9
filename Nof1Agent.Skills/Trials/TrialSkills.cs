using System.ComponentModel;
using System.Globalization;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Stats.Verdicts;

namespace Nof1Agent.Skills.Trials;

/// <summary>The plan, the lottery and the running of a trial. The order is drawn here, once; no argument of any function can choose it.</summary>
public sealed partial class TrialSkills(TurnWork work, TrialStore trials, ToldStore told, CandidateStore candidateStore, InterviewStore interview, ParticipantStore participants, EvidenceCatalogue catalogue)
{
    private const int MostArms = 4;
    private const int LongestWord = 200;
    private const int MostSecondary = 2;
    internal const int BaselineDays = 7;

    [Description("Draft a plan that tests one to three candidates against the usual routine. Replaces an earlier draft.")]
    public SkillReply Propose([Description("numbers in the list of candidates, comma-separated, e.g. \"1\" or \"1,3\"; a part of a name is fine too")] string candidates)
    {
        if (interview.Notes.Blocks.Count > 0)
        {
            return SkillReply.Refuse(InterviewSkills.DoctorFirst);
        }

        if (trials.Open is { State: not (TrialState.Draft or TrialState.Frozen) } busy)
        {
            return SkillReply.Refuse(busy.State is TrialState.Baseline
                ? "You are in your week of observing. When it is over we look at the plan again, or you can cancel it now."
                : "A trial is running. One at a time, or neither could be told apart. You can stop it first.");
        }

        if (candidateStore.Latest is not { } list || interview.Notes.Next is not null || interview.Notes.Adult is not true)
        {
            return SkillReply.Refuse("First come the interview and the list of candidates.") with { Then = SkillCall.Of("candidates-list") };
        }

        var told = candidates.Split([',', '+', '&', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var chosen = told.Select(name => CandidateSkills.Find(list, name)).ToList();
        if (chosen.Count == 0 || chosen.Contains(null))
        {
            return SkillReply.Refuse("I do not see that one in the list. Give me its number.") with { Asks = OpenQuestion.Candidates };
        }

        var distinct = chosen.Select(candidate => candidate!).DistinctBy(candidate => candidate.Position).ToList();
        if (distinct.Count >= MostArms)
        {
            return SkillReply.Refuse($"A trial can compare at most {MostArms - 1} things with your usual routine; more would take too long.");
        }

        if (distinct.FirstOrDefault(candidate => !candidate.MayStart) is { } barred)
        {
            return SkillReply.Refuse($"I cannot start {barred.Name}: {barred.WhyNot}.") with { Asks = OpenQuestion.Candidates };
        }

        var outcome = catalogue.Outcome(list.Outcome)!;
        var plan = PlanBuilding.Build(distinct, outcome, interview.Notes);
        if (trials.Open is { } old)
        {
            trials.Save(old with { State = TrialState.Cancelled, EndedAt = work.Now, EndReason = "replaced by another plan" });
        }

        trials.Add(new Trial { Id = new TrialId(work.Random.NewId()), State = TrialState.Draft, Plan = plan, CreatedAt = work.Now });
        return AskLength("This is the plan:\n\n" + TrialWording.Plan(plan, outcome) + "\n\n", plan, outcome);
    }

    [Description("Choose how long the trial runs, by the number of cycles or about how many weeks.")]
    public SkillReply ChooseLength([Description("number of cycles")] int? cycles = null, [Description("about how many weeks")] double? weeks = null)
    {
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
            return AskLength("That length is not among the possible ones. ", trial.Plan, outcome) with { Ok = false };
        }

        var plan = trial.Plan with { Design = trial.Plan.Design with { BlockCount = option.Cycles }, LengthChosen = true, EndsEarlyWhenClear = false };
        trials.Save(trial with { Plan = plan });
        return AskToConfirm($"{TrialWording.Length(option.Days)} it is. Your plan:", plan, outcome);
    }

    [Description("Before the plan is fixed: whether the trial may end early, at fixed looks at the ends of rounds, when the answer is clear. Off unless the person wants it.")]
    public SkillReply AllowEarlyEnd([Description("true: it may end early; false: only at its planned end")] bool allow = true)
    {
        if (trials.Open is not { State: TrialState.Draft, Plan: { LengthChosen: true } chosen } trial)
        {
            return trials.Open is { State: TrialState.Draft } draft ? AskLength("First choose a length. ", draft.Plan, catalogue.Outcome(draft.Plan.Outcome)!) with { Ok = false } : NoDraft();
        }

        if (allow && chosen.Design.BlockCount <= LookRule.FirstBlock)
        {
            return SkillReply.Refuse($"That trial is too short for a look before its end; it takes more than {LookRule.FirstBlock} rounds.");
        }

        var plan = chosen with { EndsEarlyWhenClear = allow };
        trials.Save(trial with { Plan = plan });
        return AskToConfirm("Good. Your plan:", plan, catalogue.Outcome(plan.Outcome)!);
    }

    [Description("Show the draft plan again, with the possible lengths.")]
    public SkillReply ShowPlan()
    {
        if (trials.Open is not { State: TrialState.Draft } trial)
        {
            return NoDraft();
        }

        var outcome = catalogue.Outcome(trial.Plan.Outcome)!;
        return AskLength(TrialWording.Plan(trial.Plan, outcome) + "\n\n", trial.Plan, outcome);
    }

    [Description("Follow another outcome beside the primary one, while the plan is a draft: at most two. The answer rests on the primary one.")]
    public SkillReply AlsoFollow([Description("id or name of an outcome of the catalogue")] string outcome)
    {
        if (trials.Open is not { State: TrialState.Draft } trial)
        {
            return NoDraft();
        }

        var primary = catalogue.Outcome(trial.Plan.Outcome)!;
        if (catalogue.Outcome(outcome.Trim()) is not { } found || found.AskedNextMorning != primary.AskedNextMorning)
        {
            var known = catalogue.Outcomes.Where(other => other.AskedNextMorning == primary.AskedNextMorning && other.Id != primary.Id).Select(other => other.Name);
            return SkillReply.Refuse($"I can follow these beside {primary.Name}: {string.Join(", ", known)}.");
        }

        if (found.Id == primary.Id || trial.Plan.Secondary.Contains(found.Id) || trial.Plan.Secondary.Count == MostSecondary)
        {
            return SkillReply.Refuse(trial.Plan.Secondary.Count == MostSecondary ? "Three questions a day are the most; more would be a burden." : $"I ask about {found.Name} already.");
        }

        trials.Save(trial with { Plan = trial.Plan with { AlsoFollowed = [.. trial.Plan.Secondary, found.Id] } });
        return new SkillReply { Say = $"I will also ask about {found.Name}. The answer at the end rests on {primary.Name}; this one is looked at beside it." };
    }

    [Description("Before fixing the plan, observe for a week without changing anything: the person's own days then tell how long a trial has to be.")]
    public SkillReply ObserveFirst()
    {
        if (trials.Open is not { State: TrialState.Draft } trial)
        {
            return NoDraft();
        }

        var today = participants.Current.StudyDayAt(work.Now);
        trials.Save(trial with { State = TrialState.Baseline, Plan = trial.Plan with { BaselineFrom = today } });
        return new SkillReply
        {
            Say = $"Good idea. For {BaselineDays} days change nothing and just answer once a day. Then I can tell you from your own days how long the trial should be.",
            Asks = OpenQuestion.Nothing,
            Facts = [new Fact("days of observing", TrialWording.Days(BaselineDays))],
        };
    }

    [Description("Give up a plan that has not begun.")]
    public SkillReply CancelPlan()
    {
        if (trials.Open is not { State: TrialState.Draft or TrialState.Baseline or TrialState.Frozen } trial)
        {
            return trials.Open is { IsUnderWay: true } ? SkillReply.Refuse("Your trial is running. Say \"stop the trial\" to end it; what you told stays.") : NoDraft();
        }

        trials.Save(trial with { State = TrialState.Cancelled, EndedAt = work.Now, EndReason = "cancelled before the start" });
        return new SkillReply
        {
            Say = "Done, the plan is gone. Your answers from the interview stay, and we can look at the candidates again whenever you like.",
            Asks = OpenQuestion.Candidates,
            Choices = [new Choice("Show the candidates", SkillCall.Of("candidates-list"))],
        };
    }

    private static SkillReply AskLength(string before, TrialPlan plan, DailyOutcome outcome)
    {
        var options = LengthOptions.For(plan, outcome);
        return new SkillReply
        {
            Say = before + TrialWording.Lengths(plan, outcome, options),
            Asks = OpenQuestion.Length,
            Choices =
            [
                .. options.Select(option => new Choice(TrialWording.Length(option.Days), SkillCall.Of("trials-choose_length", ("cycles", option.Cycles)))),
                new Choice("First watch for a week", SkillCall.Of("trials-observe_first")),
                new Choice("Not now", SkillCall.Of("trials-cancel_plan")),
            ],
        };
    }

    private static SkillReply AskToConfirm(string before, TrialPlan plan, DailyOutcome outcome) => new()
    {
        Say = $"{before}\n\n{TrialWording.Plan(plan, outcome)}\n\nShall I fix it? After that nobody can change what counts as success, neither you nor I. You can still stop at any time.",
        Asks = OpenQuestion.Confirm,
        Choices =
        [
            new Choice("Yes, fix it", SkillCall.Of("trials-confirm_plan")),
            .. plan.Design.BlockCount > LookRule.FirstBlock && !plan.EndsEarlyWhenClear ? new[] { new Choice("May end early", SkillCall.Of("trials-allow_early_end", ("allow", true))) } : [],
            new Choice("Another length", SkillCall.Of("trials-show_plan")),
            new Choice("Not now", SkillCall.Of("trials-cancel_plan")),
        ],
        Facts = [new Fact("length", TrialWording.Length(plan.Design.TotalDays)), new Fact("cycles", plan.Design.BlockCount.ToString(CultureInfo.InvariantCulture))],
    };

    private static SkillReply NoDraft() => SkillReply.Refuse("There is no plan yet. First we choose what to test.") with { Then = SkillCall.Of("candidates-list") };
}
