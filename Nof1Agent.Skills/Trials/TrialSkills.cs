using System.ComponentModel;
using System.Globalization;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Evidence;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Skills.Participants;
using Nof1Agent.Skills.Storage;
using Nof1Agent.Stats.Designs;
using NodaTime;

namespace Nof1Agent.Skills.Trials;

/// <summary>The plan, the lottery and the running of a trial. The order is drawn here, once; no argument of any function can choose it.</summary>
public sealed class TrialSkills(TurnWork work, TrialStore trials, CandidateStore candidateStore, InterviewStore interview, ParticipantStore participants, EvidenceCatalogue catalogue)
{
    private const int MostArms = 4;
    private const int LongestWord = 200;
    internal const int BaselineDays = 7;

    [Description("Draft a plan that tests one to three candidates against the usual routine. Replaces an earlier draft.")]
    public SkillReply Propose([Description("numbers in the list of candidates, comma-separated, e.g. \"1\" or \"1,3\"; a part of a name is fine too")] string candidates)
    {
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

        var plan = trial.Plan with { Design = trial.Plan.Design with { BlockCount = option.Cycles }, LengthChosen = true };
        trials.Save(trial with { Plan = plan });
        return new SkillReply
        {
            Say = $"{TrialWording.Length(option.Days)} it is. Your plan:\n\n{TrialWording.Plan(plan, outcome)}\n\nShall I fix it? After that nobody can change what counts as success, neither you nor I. You can still stop at any time.",
            Asks = OpenQuestion.Confirm,
            Choices =
            [
                new Choice("Yes, fix it", SkillCall.Of("trials-confirm_plan")),
                new Choice("Another length", SkillCall.Of("trials-show_plan")),
                new Choice("Not now", SkillCall.Of("trials-cancel_plan")),
            ],
            Facts = [new Fact("length", TrialWording.Length(option.Days)), new Fact("cycles", option.Cycles.ToString(CultureInfo.InvariantCulture))],
        };
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

    [Description("Fix the plan: it is frozen and hashed, a secret for the lottery is committed to, and the person is asked for a word.")]
    public SkillReply ConfirmPlan()
    {
        if (trials.Open is not { State: TrialState.Draft } trial)
        {
            return trials.Open is { State: TrialState.Frozen } waiting ? AskWord(waiting) : NoDraft();
        }

        if (!trial.Plan.LengthChosen)
        {
            return AskLength("First choose a length. ", trial.Plan, catalogue.Outcome(trial.Plan.Outcome)!) with { Ok = false };
        }

        var canonical = CanonicalJson.Serialize(FrozenProtocol.Write(trial, catalogue.Outcome(trial.Plan.Outcome)!, work.Now));
        var secret = work.Random.Bytes(Commitment.SecretLength);
        var frozen = trial with
        {
            State = TrialState.Frozen,
            Protocol = canonical,
            ProtocolHash = CanonicalJson.Sha256Hex(canonical),
            Commitment = Commitment.Commit(secret),
            Secret = Convert.ToHexStringLower(secret),
            FrozenAt = work.Now,
        };
        trials.Save(frozen);
        return AskWord(frozen);
    }

    [Description("Begin the trial with the person's own word for the lottery. The order of the arms is drawn now, stored, and stays hidden.")]
    public SkillReply Begin([Description("any word or number that the person gave for the lottery")] string word)
    {
        if (trials.Open is not { State: TrialState.Frozen } trial)
        {
            return trials.Open is { IsUnderWay: true } ? SkillReply.Refuse("Your trial has begun already; its order is drawn and stays as it is.") : NoDraft();
        }

        var nonce = word.Trim();
        if (nonce.Length is 0 or > LongestWord)
        {
            return AskWord(trial) with { Ok = false, Say = $"I need a word or a number, up to {LongestWord} characters." };
        }

        var seed = Commitment.DeriveSeed(Convert.FromHexString(trial.Secret!), nonce, trial.ProtocolHash!);
        var start = participants.Current.StudyDayAt(work.Now).PlusDays(1);
        var begun = trial with
        {
            State = TrialState.Running,
            Nonce = nonce,
            Sequence = BlockRandomization.Draw(trial.Plan.Design, new DeterministicRandom(seed)),
            StartsOn = start,
            BeganAt = work.Now,
        };
        trials.Save(begun);
        var last = start.PlusDays(trial.Plan.Design.TotalDays - 1);
        return new SkillReply
        {
            Say = $"The order is drawn and locked away. Your trial starts {TrialWording.Day(start)} and ends {TrialWording.Day(last)}. Each morning I tell you what to do that day. Nothing is shown about which is better before the end: a look halfway would fool us both.",
            Asks = OpenQuestion.Nothing,
            Facts = [new Fact("first day", TrialWording.Day(start)), new Fact("last day", TrialWording.Day(last))],
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

    [Description("What to do today, and how far the trial is. Never says anything about later days.")]
    public SkillReply Today()
    {
        var today = participants.Current.StudyDayAt(work.Now);
        return trials.Open switch
        {
            null => SkillReply.Refuse("No trial is running.") with { Choices = [new Choice("What could I try?", SkillCall.Of("candidates-list"))] },
            { State: TrialState.Paused } paused => new SkillReply
            {
                Say = $"Your trial is paused{(paused.PauseReason is { } why ? $" ({why})" : "")}. Nothing counts until you go on.",
                Choices = [new Choice("Go on", SkillCall.Of("trials-resume"))],
            },
            { State: TrialState.Running } running => TrialCalendar.On(running, today) is { } day
                ? new SkillReply { Say = TrialWording.Today(running, day), Facts = [new Fact("day of the trial", $"{day.Ordinal + 1} of {running.Plan.Design.TotalDays}")] }
                : new SkillReply { Say = today < running.StartsOn ? $"Your trial starts {TrialWording.Day(running.StartsOn!.Value)}. Until then, just your usual routine." : "The last day is over. Ask me \"did it work?\"." },
            { State: TrialState.Baseline } => new SkillReply { Say = "Today: your usual routine. We only observe this week." },
            { State: TrialState.Frozen } frozen => AskWord(frozen),
            _ => new SkillReply { Say = "Your plan is a draft. Shall we go on with it?", Choices = [new Choice("Show the plan", SkillCall.Of("trials-show_plan"))] },
        };
    }

    [Description("Pause the trial, for instance when ill or travelling. The remaining days move; the order stays.")]
    public SkillReply Pause([Description("why, in the person's words")] string? reason = null)
    {
        if (trials.Open is not { State: TrialState.Running } trial)
        {
            return SkillReply.Refuse(trials.Open is { State: TrialState.Paused } ? "It is paused already." : "No trial is running that could be paused.");
        }

        trials.Save(trial with { State = TrialState.Paused, PausedOn = participants.Current.StudyDayAt(work.Now), PauseReason = Short(reason) });
        return new SkillReply
        {
            Say = "Paused. I stay quiet until you say \"go on\". The remaining days simply move; the order stays the same.",
            Choices = [new Choice("Go on", SkillCall.Of("trials-resume"))],
        };
    }

    [Description("Go on after a pause, from tomorrow's study day or from today if nothing was missed.")]
    public SkillReply Resume()
    {
        if (trials.Open is not { State: TrialState.Paused, PausedOn: { } since } trial)
        {
            return SkillReply.Refuse("No trial is paused.");
        }

        var today = participants.Current.StudyDayAt(work.Now);
        var lost = Math.Max(0, Period.DaysBetween(since, today));
        var firstMoved = TrialCalendar.Days(trial).FirstOrDefault(day => day.Date >= since)?.Ordinal;
        var resumed = trial with
        {
            State = TrialState.Running,
            PausedOn = null,
            PauseReason = null,
            Shifts = firstMoved is { } from && lost > 0 ? [.. trial.Shifts, new PauseShift(from, lost)] : trial.Shifts,
        };
        trials.Save(resumed);
        return new SkillReply { Say = "Good, we go on. " + Today().Say };
    }

    [Description("Ask the person whether they want to stop the trial for good, or only pause it. Use this when they say that they want to stop.")]
    public SkillReply AskStop() => trials.Open is { IsUnderWay: true }
        ? new SkillReply
        {
            Say = "You can stop at any time, without a reason. Shall I stop the trial for good, or only pause it?",
            Choices =
            [
                new Choice("Stop for good", SkillCall.Of("trials-stop")),
                .. trials.Open is { State: TrialState.Running } ? new[] { new Choice("Pause", SkillCall.Of("trials-pause")) } : [],
                new Choice("Go on", SkillCall.Of("trials-today")),
            ],
        }
        : trials.Open is null ? SkillReply.Refuse("No trial is running, so there is nothing to stop. I do not write to you on my own.") : CancelPlan();

    [Description("End the trial early. What was told stays and is analysed as it is, labelled as stopped early.")]
    public SkillReply Stop([Description("why, in the person's words")] string? reason = null)
    {
        if (trials.Open is not { IsUnderWay: true } trial)
        {
            return trials.Open is null ? SkillReply.Refuse("No trial is running.") : CancelPlan();
        }

        trials.Save(trial with { State = TrialState.Stopped, EndedAt = work.Now, EndReason = Short(reason) ?? "stopped by the participant", PausedOn = null });
        return new SkillReply
        {
            Say = "Stopped. Nothing you told is lost, and you owe nobody a reason. I can still tell you what your days say so far.",
            Asks = OpenQuestion.Nothing,
            Choices = [new Choice("What do my days say?", SkillCall.Of("results-did_it_work")), new Choice("Show the candidates", SkillCall.Of("candidates-list"))],
        };
    }

    [Description("How the order was drawn, and how anyone can check it.")]
    public SkillReply HowRandomized()
    {
        if (trials.Latest is not { Commitment: { } commitment, ProtocolHash: { } hash } trial)
        {
            return new SkillReply
            {
                Say = "By lot, in blocks: each block holds every arm once, in a random order. Before the draw I publish a fingerprint of my secret, then you give a word, and both together decide. So neither of us can choose the order.",
            };
        }

        var order = trial is { IsOver: true, Sequence: { } sequence }
            ? $"The order was {string.Join(", ", sequence.Select(arm => (char)('A' + arm)))}. The secret is now open; with the receipt anyone can check it."
            : "The order stays hidden until the end; then the secret is opened and anyone can check it.";
        return new SkillReply
        {
            Say = $"The plan has the fingerprint {FrozenProtocol.Short(hash)}, my secret the fingerprint {FrozenProtocol.Short(commitment)}. I published both before you gave your word{(trial.Nonce is { } nonce ? $" (\"{nonce}\")" : "")}. {order}",
            Facts = [new Fact("fingerprint of the plan", FrozenProtocol.Short(hash)), new Fact("fingerprint of the secret", FrozenProtocol.Short(commitment))],
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

    private static SkillReply AskWord(Trial trial) => new()
    {
        Say = $"The plan is fixed. Its fingerprint is {FrozenProtocol.Short(trial.ProtocolHash!)}. I have drawn a secret for the lottery and lock it with the fingerprint {FrozenProtocol.Short(trial.Commitment!)}; at the end I open it, so that you can check that I did not cheat.\n\nNow your part: give me any word or number. Both together decide the order.",
        Asks = OpenQuestion.Word,
        Facts = [new Fact("fingerprint of the plan", FrozenProtocol.Short(trial.ProtocolHash!)), new Fact("fingerprint of the secret", FrozenProtocol.Short(trial.Commitment!))],
    };

    private static SkillReply NoDraft() => SkillReply.Refuse("There is no plan yet. First we choose what to test.") with { Then = SkillCall.Of("candidates-list") };

    private static string? Short(string? text) => text is { Length: > LongestWord } ? text[..LongestWord] : text;
}
