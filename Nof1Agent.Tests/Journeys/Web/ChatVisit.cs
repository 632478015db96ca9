using Microsoft.Playwright;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>A person at the chat page of a server that does what the test wants.</summary>
internal sealed class ChatVisit : ChatPage
{
    private ChatVisit(FakeChat chat, IBrowserContext context, IPage page, BrowserView view) : base(context, page, view) => Chat = chat;

    public FakeChat Chat { get; }

    public static async Task<ChatVisit> Arrive(Chromium browser, BrowserView view)
    {
        var context = await browser.NewVisitor(view);
        var chat = await FakeChat.Start();
        var visit = new ChatVisit(chat, context, await NewPage(context), view);
        await visit.Page.GotoAsync(chat.Address.ToString());
        return visit;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Chat.DisposeAsync();
    }
}
