using Microsoft.Playwright;
using Nof1Agent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>One person at the chat page, and the words for what that person does and sees there.</summary>
internal sealed class ChatVisit : IAsyncDisposable
{
    private readonly List<string> problems = [];

    private ChatVisit(FakeChat chat, IBrowserContext context, IPage page)
    {
        Chat = chat;
        Context = context;
        Page = page;
        // A status that a test provokes is reported by the browser too; everything else (a refused script, an exception) is a fault of the page.
        page.Console += (_, said) =>
        {
            if (said.Type == "error" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) problems.Add(said.Text);
        };
        page.PageError += (_, error) => problems.Add(error);
    }

    public FakeChat Chat { get; }
    public IBrowserContext Context { get; }
    public IPage Page { get; }
    public IReadOnlyList<string> Problems => problems;

    public ILocator Box => Page.GetByLabel("Your message");
    public ILocator Bubbles => Page.Locator(".message .bubble");
    public ILocator BubbleWith(string text) => Bubbles.Filter(new() { HasText = text });
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static async Task<ChatVisit> Arrive(Chromium browser, BrowserView view)
    {
        var context = await browser.NewVisitor(view);
        var chat = await FakeChat.Start();
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        var visit = new ChatVisit(chat, context, page);
        await page.GotoAsync(chat.Address.ToString());
        return visit;
    }

    /// <summary>Starts a chat, keeps the recovery code, and waits until the page listens.</summary>
    public async Task Begin()
    {
        await Button("Start").ClickAsync();
        await Button("I have kept it").ClickAsync();
        await Expect(Box).ToBeVisibleAsync();
    }

    public async Task Write(string text)
    {
        await Box.FillAsync(text);
        await Button("Send").ClickAsync();
    }

    public async Task Reload()
    {
        await Page.ReloadAsync();
        await Expect(Page.Locator("#loading")).ToBeHiddenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await Chat.DisposeAsync();
    }
}
