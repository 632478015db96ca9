using Nof1Agent.Skills.Coaching;

namespace Nof1Agent.Host.Dashboard.Pages;

/// <summary>Which people of the list are shown.</summary>
internal enum CaseFilter
{
    Everybody,
    NeedMe,
    ToDecide,
    Silent,
    InATrial,
}

/// <summary>What the filters of the list mean. Pure.</summary>
internal static class CaseFilters
{
    public static string Name(CaseFilter filter) => filter switch
    {
        CaseFilter.Everybody => "Everybody",
        CaseFilter.NeedMe => "Need me now",
        CaseFilter.ToDecide => "To decide",
        CaseFilter.Silent => "Silent",
        CaseFilter.InATrial => "In a trial",
    };

    public static bool Holds(CaseFilter filter, CaseloadRow row) => filter switch
    {
        CaseFilter.Everybody => true,
        CaseFilter.NeedMe => row.Need.Reason is { } reason && reason < NeedReason.Silent,
        CaseFilter.ToDecide => row.WaitingApprovals > 0,
        CaseFilter.Silent => row.SilentDays >= NeedRule.SilentDays,
        CaseFilter.InATrial => row.Phase is CasePhase.Running or CasePhase.Paused or CasePhase.Observing,
    };

    public static int Count(CaseFilter filter, IReadOnlyList<CaseloadRow> rows) => rows.Count(row => Holds(filter, row));

    /// <summary>Whether each word stands somewhere in what the row says.</summary>
    public static bool Matches(CaseloadRow row, string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .All(word => new[] { row.Alias, row.Goal, row.Owner, row.Study }.Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) is true));
}
