using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Nof1Agent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>One person at the chat page, and the words for what that person does and sees there.</summary>
internal class ChatPage : IAsyncDisposable
{
    private readonly List<string> problems = [];
    private readonly BrowserView view;

    protected ChatPage(IBrowserContext context, IPage page, BrowserView view)
    {
        Context = context;
        Page = page;
        this.view = view;
        // A status that a test provokes is reported by the browser too; everything else (a refused script, an exception) is a fault of the page.
        page.Console += (_, said) =>
        {
            if (said.Type == "error" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) problems.Add(said.Text);
        };
        page.PageError += (_, error) => problems.Add(error);
    }

    public IBrowserContext Context { get; }
    public IPage Page { get; }
    public IReadOnlyList<string> Problems => problems;

    public ILocator Box => Page.GetByLabel("Your message");
    public ILocator Bubbles => Page.Locator(".message .bubble");
    public ILocator BubbleWith(string text) => Bubbles.Filter(new() { HasText = text });
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static async Task<ChatPage> Open(Chromium browser, BrowserView view, Uri address)
    {
        var context = await browser.NewVisitor(view);
        var page = await NewPage(context);
        var chat = new ChatPage(context, page, view);
        await page.GotoAsync(address.ToString());
        return chat;
    }

    /// <summary>Starts a chat, keeps the recovery code, and waits until the page listens.</summary>
    /// <returns>The recovery code.</returns>
    public async Task<string> Begin()
    {
        await Button("Start").ClickAsync();
        await Expect(Button("I have kept it")).ToBeVisibleAsync();
        var code = await Page.Locator("#code").InnerTextAsync();
        await Button("I have kept it").ClickAsync();
        await Expect(Box).ToBeVisibleAsync();
        return code;
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

    /// <summary>Keeps a picture of this moment in the folder <c>screens</c> beside the test assembly, and checks it: nothing that axe finds, nothing wider than the screen.</summary>
    public async Task Look(string moment)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screens"));
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{view.Name}-{(view.Dark ? "dark" : "light")}-{moment}.png") });
        var found = (await Page.RunAxe()).Violations.Select(violation => $"{moment}: {violation.Id} {string.Join("; ", violation.Nodes.Select(node => node.Html))}");
        Assert.Empty(found);
        Assert.True(await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{moment} is wider than the screen");
    }

    public virtual ValueTask DisposeAsync() => Context.DisposeAsync();

    protected static async Task<IPage> NewPage(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(45_000);
        return page;
    }
}
