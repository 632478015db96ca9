using System.Security.Cryptography;
using System.Text;
using Nof1Agent.Skills.Languages;

namespace Nof1Agent.Skills.Trials;

/// <summary>
/// The letters of the containers of a blinded trial. They follow from the secret that the trial is committed to, so nobody can choose them, and anyone
/// can check them once it is open.
/// </summary>
public static class BlindCodes
{
    /// <summary>Name of the file for whoever prepares the containers.</summary>
    public const string Sheet = "helper-sheet.txt";

    /// <summary>The rule, as it stands in the protocol.</summary>
    public const string Rule = "Container A holds arm 0 where the last bit of the first byte of SHA-256(\"codes:\" + secret in hexadecimal) is 0, else arm 1.";

    /// <summary>The letter of the container that holds an arm, of a plan that is fixed.</summary>
    public static string Of(Trial trial, int arm)
    {
        var swapped = SHA256.HashData(Encoding.UTF8.GetBytes("codes:" + trial.Secret!))[0] & 1;
        return arm == swapped ? "A" : "B";
    }

    /// <summary>What is to be done on a day, as the person may know it before the end.</summary>
    internal static string NameOf(Trial trial, TrialDay day, SpokenLanguage language) =>
        trial.Plan.Blinded ? language.Say("blind.container", ("code", Of(trial, day.Arm))) : trial.Plan.Arms[day.Does].NameIn(language);

    /// <summary>What the helper has to know, and the person must not; null where the plan is open or not fixed yet.</summary>
    internal static string? WriteSheet(Trial trial) => trial is not { Plan.Blinded: true, Secret: not null } ? null : string.Join(
        '\n',
        (string[])
        [
            "For the person who prepares the containers. Whoever takes part must not read this before the end of the trial.",
            "",
            .. new[] { 0, 1 }.OrderBy(arm => Of(trial, arm), StringComparer.Ordinal).Select(arm => $"Container {Of(trial, arm)}: {trial.Plan.Arms[arm].Name}. {trial.Plan.Arms[arm].Instruction}"),
            "",
            $"Portions for {trial.Plan.Design.TotalDays / 2} days each. They must not differ in looks, smell or taste. Write nothing but the letter on the container.",
            "",
        ]);
}
