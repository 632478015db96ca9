using Microsoft.AspNetCore.Components;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Coaching;

namespace Nof1Agent.Host.Dashboard.Desk;

/// <summary>A page that shows what the database holds now: it reads again after each change, one reading at a time, and shows nothing once the session is over.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource ending = new();

    [Inject]
    private CaseloadSignal Signal { get; set; } = default!;

    [Inject]
    private CoachSession Session { get; set; } = default!;

    /// <summary>Who looks; null before the first reading and after the session has ended.</summary>
    protected CoachAccount? Me { get; private set; }

    /// <summary>Whether something was read.</summary>
    protected bool IsRead { get; private set; }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task Read(CoachAccount me);

    /// <summary>Forgets it: the session is over.</summary>
    protected abstract void Forget();

    protected override async Task OnInitializedAsync()
    {
        // What changes while the page reads is newer than this, and has it read again.
        var version = Signal.Version;
        await ReadNow();
        _ = Follow(version);
    }

    /// <summary>Reads again now, after an action of the page itself.</summary>
    protected async Task ReadNow()
    {
        Me = await Session.Account();
        if (Me is { } me)
        {
            await Read(me);
            IsRead = true;
        }
        else
        {
            Forget();
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The page is left.</summary>
    protected virtual void Dispose(bool disposing)
    {
        ending.Cancel();
        ending.Dispose();
    }

    private async Task Follow(long version)
    {
        var token = ending.Token;
        try
        {
            while (!token.IsCancellationRequested)
            {
                version = await Signal.ChangedSince(version, token);
                await InvokeAsync(async () =>
                {
                    await ReadNow();
                    StateHasChanged();
                });
            }
        }
        catch (Exception left) when (left is OperationCanceledException or ObjectDisposedException)
        {
            // Nobody looks any more.
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }
}
