using System.Globalization;

namespace Nof1Agent.Skills.Trials;

/// <summary>The version of a study's protocol that a plan was made from.</summary>
/// <param name="Id">The study.</param>
/// <param name="Version">From 1.</param>
public sealed record StudyRef(string Id, int Version)
{
    /// <summary>As it stands in a column.</summary>
    public override string ToString() => $"{Id} {Version.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Reads it back; null for anything else.</summary>
    public static StudyRef? Read(string? text) => text?.Split(' ') is [{ Length: > 0 } id, var version] && int.TryParse(version, CultureInfo.InvariantCulture, out var number) ? new StudyRef(id, number) : null;
}
