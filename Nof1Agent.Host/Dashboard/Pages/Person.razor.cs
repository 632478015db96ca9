using Microsoft.AspNetCore.Components;
using Nof1Agent.Host.Dashboard.Desk;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Coaching;

namespace Nof1Agent.Host.Dashboard.Pages;

/// <summary>One participant: what was said, what waits for a decision, how the trial goes. The look is written down before anything is read.</summary>
public sealed partial class Person : LivePage
{
    private const int AtOnce = 60;

    private PersonView? view;
    private CaseloadRow? row;
    private int most = AtOnce;
    private bool isAsked;
    private string? opened;

    /// <summary>Whose page.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private PersonDesk Desk { get; set; } = default!;

    [Inject]
    private CaseloadReader Reader { get; set; } = default!;

    [Inject]
    private ReadMarks Marks { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && opened != Id)
        {
            await ReadNow();
        }
    }

    protected override async Task Read(CoachAccount me)
    {
        var participant = new ParticipantId(Id);
        isAsked = true;
        if (opened != Id)
        {
            if (!await Desk.Open(participant))
            {
                Forget();
                return;
            }

            (opened, most) = (Id, AtOnce);
        }

        view = await Desk.Read(participant, (skills, account) => PersonView.Of(skills, account, most));
        row = view is null ? null : await Reader.Find(me.Name, participant);
        if (view is { Messages: [.., var last] } && row is { Unread: > 0 })
        {
            await Marks.Read(me.Name, participant, last.Id);
        }
    }

    protected override void Forget() => (view, row, opened) = (null, null, null);

    private async Task Earlier()
    {
        most += AtOnce;
        await ReadNow();
    }
}
