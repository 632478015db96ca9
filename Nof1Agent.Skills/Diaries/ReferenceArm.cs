namespace Nof1Agent.Skills.Diaries;

/// <summary>The arm that the others are compared with, and why it is that one.</summary>
/// <param name="Name">The arm.</param>
/// <param name="Reason">Why, as a phrase.</param>
internal sealed record ReferenceArm(string Name, string Reason)
{
    private static readonly string[] Usual = ["A", "control", "usual", "baseline", "off", "no", "0", "placebo", "false"];

    public static ReferenceArm? Choose(IReadOnlyList<string> arms, string? wanted, List<DiaryFinding> findings)
    {
        if (arms.Count == 0)
            return null;
        if (wanted is not null)
        {
            if (arms.FirstOrDefault(arm => arm == ComposedText.Of(wanted)) is { } asked)
                return new ReferenceArm(asked, "as asked for");
            findings.Add(DiaryFinding.Refuse(null, $"no line has the arm {Shown.Text(wanted)} that was named as the reference; the arms are {string.Join(", ", arms.Take(ArmLabels.Most).Select(Shown.Text))}"));
            return null;
        }

        var usual = Usual.Select(label => arms.FirstOrDefault(arm => string.Equals(arm, label, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(arm => arm is not null);
        return usual is not null
            ? new ReferenceArm(usual, "a usual name for what others are compared with")
            : new ReferenceArm(arms.Order(StringComparer.Ordinal).First(), "first by alphabet");
    }
}
