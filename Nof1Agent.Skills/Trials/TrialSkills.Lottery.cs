using System.ComponentModel;
using Nof1Agent.Skills.Candidates;
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
            return AskLengthFirst("trials.length-first", trial.Plan, catalogue.Outcome(trial.Plan.Outcome)!);
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
            return trials.Open is { IsUnderWay: true } ? SkillReply.Refuse(Language.Say("trials.begun-already")) : NoDraft();
        }

        if (interview.Notes.Blocks.Count > 0)
        {
            return SkillReply.Refuse(Language.Say("interview.doctor-first"));
        }

        if (trial.Plan.Arms.Select(arm => (arm, why: RuledOutNow(arm.Name))).FirstOrDefault(pair => pair.why is not null) is { why: { } why } changed)
        {
            trials.Save(trial with { State = TrialState.Cancelled, EndedAt = work.Now, EndReason = "ruled out by what was told since" });
            return SkillReply.Refuse(Language.Say("trials.barred", ("name", changed.arm.NameIn(Language)), ("why", why))) with { Asks = OpenQuestion.Candidates };
        }

        var nonce = word.Trim();
        if (nonce.Length is 0 or > LongestWord)
        {
            return AskWord(trial) with { Ok = false, Say = Language.Say("trials.word-needed", ("most", LongestWord)) };
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
            Say = Language.Say("trials.drawn", ("first", Language.Day(start)), ("last", Language.Day(last))),
            Asks = OpenQuestion.Nothing,
            Facts = [new Fact("first day", Language.Day(start)), new Fact("last day", Language.Day(last))],
        };
    }
    [Description("How the order was drawn, and how anyone can check it.")]
    public SkillReply HowRandomized()
    {
        if (trials.Latest is not { Commitment: { } commitment, ProtocolHash: { } hash } trial)
        {
            return new SkillReply
            {
                Say = Language.Say("trials.how-drawn"),
            };
        }

        var receipt = FrozenProtocol.Receipt(trial);
        var isVerified = trial.IsOver && receipt is not null && ReceiptVerification.Verify(receipt) is { IsValid: true };
        var order = trial is { IsOver: true, Sequence: { } sequence }
            ? Language.Say(isVerified ? "trials.order-checked" : "trials.order-open", ("order", string.Join(", ", sequence.Select(arm => (char)('A' + arm)))))
            : Language.Say("trials.order-hidden");
        (string, object)[] values = [("plan", FrozenProtocol.Short(hash)), ("secret", FrozenProtocol.Short(commitment)), ("order", order), ("word", trial.Nonce ?? "")];
        return new SkillReply
        {
            Say = trial.Nonce is null ? Language.Say("trials.fingerprints", values) : Language.Say("trials.fingerprints-word", values),
            Facts = [new Fact("fingerprint of the plan", FrozenProtocol.Short(hash)), new Fact("fingerprint of the secret", FrozenProtocol.Short(commitment))],
        };
    }

    private SkillReply AskWord(Trial trial) => new()
    {
        Say = Language.Say("trials.ask-word", ("plan", FrozenProtocol.Short(trial.ProtocolHash!)), ("secret", FrozenProtocol.Short(trial.Commitment!))),
        Asks = OpenQuestion.Word,
        Downloads = trial.Plan.Blinded ? [new Download(participants.Language.Say("blind.sheet"), BlindCodes.Sheet)] : [],
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
