using Microsoft.AspNetCore.Components;
using Nof1Agent.Host.Dashboard.Desk;
using Nof1Agent.Skills;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Audit;
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

    [Inject]
    private TurnAudit Audit { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && opened != Id)
        {
            // Nothing of the one stays under the address of the other while it is read.
            Forget();
            await ReadNow();
        }
    }

    protected override async Task Read(CoachAccount me)
    {
        var participant = new ParticipantId(Id);
        isAsked = true;
        if (opened != Id)
        {
            var isOpen = await Desk.Open(participant);
            if (participant.Value != Id)
            {
                return;
            }

            if (!isOpen)
            {
                Forget();
                return;
            }

            (opened, most) = (participant.Value, AtOnce);
        }

        var read = await Desk.Read(participant, (skills, account) => PersonView.Of(skills, account, most, Audit));
        var found = read is null ? null : await Reader.Find(me.Name, participant);

        // Somebody else is shown meanwhile: their own reading counts.
        if (participant.Value != Id)
        {
            return;
        }

        (view, row) = (read, found);
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
