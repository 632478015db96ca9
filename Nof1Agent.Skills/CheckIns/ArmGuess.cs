using Dapper;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Skills.CheckIns;

/// <summary>What the person thought which arm a period of a blinded trial had.</summary>
/// <param name="Period">0-based.</param>
/// <param name="Guess">The arm; null: no idea.</param>
public sealed record ArmGuess(int Period, int? Guess);

/// <summary>The guesses of the turn's participant. Each is told once: what is thought after the next period is another thing.</summary>
public sealed class ArmGuessStore(TurnWork work)
{
    /// <summary>The guesses of a trial, in the order of its periods.</summary>
    public IReadOnlyList<ArmGuess> Of(TrialId trial) => work.Get<IReadOnlyList<ArmGuess>>(
        connection => [.. connection.Query<(long Period, long? Guess)>("select period, guess from arm_guess where trial_id = @trial order by period", new { trial }).Select(row => new ArmGuess((int)row.Period, (int?)row.Guess))],
        trial);

    /// <summary>Keeps a guess. A second one about a period meets the primary key.</summary>
    public void Add(TrialId trial, ArmGuess guess)
    {
        work.Put<IReadOnlyList<ArmGuess>>([.. Of(trial), guess], trial);
        work.Add("insert into arm_guess (trial_id, period, guess, at) values (@trial, @Period, @Guess, @now)", new { trial, guess.Period, guess.Guess, now = work.Now });
    }
}
