using Microsoft.Playwright;

namespace Nof1Agent.Tests.Support;

/// <summary>One browser for all tests that look at a page. Tests are skipped where it is not installed.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable)) return;
        playwright = await Playwright.CreateAsync();
        // Generous: a busy machine is no fault of the page.
        Assertions.SetDefaultExpectTimeout(45_000);
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A browser as a new visitor has it: no cookies, nothing stored.</summary>
    internal Task<IBrowserContext> NewVisitor(BrowserView view)
    {
        Assert.SkipWhen(browser is null, $"{Executable} is not installed: tests that look at the page are skipped.");
        return browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = view.Width, Height = view.Height },
            ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = view.Touch,
            IsMobile = view.Touch,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            TimezoneId = "Europe/Lisbon",
        });
    }
}

/// <summary>What the visitor looks at: size in CSS pixels, colours, finger or mouse.</summary>
internal sealed record BrowserView(string Name, int Width, int Height, bool Touch, bool Dark = false)
{
    public static BrowserView Phone { get; } = new("phone", 390, 844, Touch: true);
    public static BrowserView Desktop { get; } = new("desktop", 1280, 800, Touch: false);
}

/// <summary>Tests that share the browser run one after another: a second page at work would only make both slow.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
