using System.ComponentModel;
using Nof1Agent.Skills.Candidates;
using Nof1Agent.Skills.Interview;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Skills.Trials;

/// <summary>From the fixed plan to the drawn order.</summary>
public sealed partial class TrialSkills
{
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

        if (interview.Notes.Blocks.Count > 0)
        {
            return SkillReply.Refuse(InterviewSkills.DoctorFirst);
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
        KeepForecasts(begun);
        var last = start.PlusDays(trial.Plan.Design.TotalDays - 1);
        return new SkillReply
        {
            Say = $"The order is drawn and locked away. Your trial starts {TrialWording.Day(start)} and ends {TrialWording.Day(last)}. Each morning I tell you what to do that day. Nothing is shown about which is better before the end: a look halfway would fool us both.",
            Asks = OpenQuestion.Nothing,
            Facts = [new Fact("first day", TrialWording.Day(start)), new Fact("last day", TrialWording.Day(last))],
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

        var receipt = FrozenProtocol.Receipt(trial);
        var isVerified = trial.IsOver && receipt is not null && ReceiptVerification.Verify(receipt) is { IsValid: true };
        var order = trial is { IsOver: true, Sequence: { } sequence }
            ? $"The order was {string.Join(", ", sequence.Select(arm => (char)('A' + arm)))}. The secret is now open. {(isVerified ? "I have checked it: secret, word and plan give exactly this order, and with the receipt anyone can check it too." : "With the receipt anyone can check it.")}"
            : "The order stays hidden until the end; then the secret is opened and anyone can check it.";
        return new SkillReply
        {
            Say = $"The plan has the fingerprint {FrozenProtocol.Short(hash)}, my secret the fingerprint {FrozenProtocol.Short(commitment)}. I published both before you gave your word{(trial.Nonce is { } nonce ? $" (\"{nonce}\")" : "")}. {order}",
            Facts = [new Fact("fingerprint of the plan", FrozenProtocol.Short(hash)), new Fact("fingerprint of the secret", FrozenProtocol.Short(commitment))],
        };
    }

    private static SkillReply AskWord(Trial trial) => new()
    {
        Say = $"The plan is fixed. Its fingerprint is {FrozenProtocol.Short(trial.ProtocolHash!)}. I have drawn a secret for the lottery and lock it with the fingerprint {FrozenProtocol.Short(trial.Commitment!)}; at the end I open it, so that you can check that I did not cheat.\n\nNow your part: give me any word or number. Both together decide the order.",
        Asks = OpenQuestion.Word,
        Facts = [new Fact("fingerprint of the plan", FrozenProtocol.Short(trial.ProtocolHash!)), new Fact("fingerprint of the secret", FrozenProtocol.Short(trial.Commitment!))],
    };

    // What was foreseen before the first day is what will be scored.
    private void KeepForecasts(Trial trial)
    {
        var candidates = candidateStore.Latest is { } list && list.Outcome == trial.Plan.Outcome ? list.Candidates : [];
        foreach (var (arm, place) in trial.Plan.Arms.Select((arm, place) => (arm, place)).Skip(1))
        {
            if (candidates.FirstOrDefault(candidate => candidate.Name == arm.Name)?.Forecast is { } forecast)
            {
                new CalibrationLedger(work).Keep(trial.Id, place, trial.Plan.Outcome, trial.Plan.Mcid, forecast.ForLedger());
            }
        }
    }
}
