using Nof1Agent.Skills.Alerts;

namespace Nof1Agent.Host.Dashboard.Parts;

/// <summary>Kinds in words.</summary>
internal static class AlertWords
{
    public static string Say(AlertKind kind) => Apart(kind.ToString());

    /// <summary>"SilentDays" as "Silent days".</summary>
    public static string Apart(string name) => string.Concat(name.Select((letter, place) => place > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
}
