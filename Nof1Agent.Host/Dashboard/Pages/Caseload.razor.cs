using Microsoft.AspNetCore.Components;
using Nof1Agent.Host.Dashboard.Desk;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Coaching;
using NodaTime;

namespace Nof1Agent.Host.Dashboard.Pages;

/// <summary>Who needs a coach now: everybody whom the account may see, who needs somebody most first.</summary>
public sealed partial class Caseload : LivePage
{
    private IReadOnlyList<CaseloadRow> all = [];
    private List<CaseloadRow> shown = [];
    private CaseFilter filter;
    private string words = "";
    private Instant now;

    [Inject]
    private CaseloadReader Reader { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string Summary => !IsRead ? "" : CaseFilters.Count(CaseFilter.NeedMe, all) switch
    {
        0 => "Nobody waits for you.",
        1 => "One needs you now.",
        var many => $"{many} need you now.",
    };

    protected override async Task Read(CoachAccount me)
    {
        if (!CoachAccess.ReadsPeople(me.Role))
        {
            Forget();
            return;
        }

        all = await Reader.Read(me.Name, CoachAccess.ListOf(me));
        now = Instant.FromDateTimeOffset(Clock.GetUtcNow());
        Select();
    }

    protected override void Forget() => (all, shown) = ([], []);

    private void Search(ChangeEventArgs typed)
    {
        words = typed.Value?.ToString() ?? "";
        Select();
    }

    private void Show(CaseFilter wanted)
    {
        filter = wanted;
        Select();
    }

    private void Select() => shown = [.. all.Where(row => CaseFilters.Holds(filter, row) && CaseFilters.Matches(row, words))];
}
