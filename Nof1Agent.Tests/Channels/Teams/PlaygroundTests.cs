using Microsoft.Playwright;
using Nof1Agent.Tests.Support;
using Nof1Agent.Tests.Support.Teams;

namespace Nof1Agent.Tests.Channels.Teams;

/// <summary>The journey in Microsoft's own emulator of Teams: what it shows and takes was not written here. Skipped where npm or the package is absent.</summary>
[Collection(BrowserTests.Name)]
public sealed class PlaygroundTests(Chromium chromium)
{
    private static readonly Dictionary<string, string?> Emulated = new() { ["Teams:Emulator"] = "true", ["environment"] = "Development" };

    [Fact]
    public async Task Emulator_InstallTextSubmitInvokeUpdateAndCheckIn()
    {
        await using var service = await RunningService.Start(TeamsTrial.At(TeamsTrial.FirstEvening, 19, 0), Emulated);
        await using var emulator = await Playground.Start(service.Address);
        var ada = new TeamsPatient(emulator, () => service.NothingWaits);
        await emulator.Install();
        Assert.Contains("Is that OK?", (await ada.News()).Text, StringComparison.Ordinal);
        var trial = new TeamsTrial(service, ada);
        await trial.Play(days: 3);
        Assert.Equal((3, 2), (trial.Days, trial.Forms));
        Assert.Equal(0, emulator.Hanging);
        Assert.True(emulator.Updates >= 8, $"{emulator.Updates} updates");
        Assert.Contains(ada.Chat, message => message.Text.Contains("✓ Yes, fix it", StringComparison.Ordinal) && message.Buttons.Count == 0);
        Assert.Equal(2, service.Count("(select distinct study_day from check_in where note is not null)"));
    }

    /// <summary>dotnet test Nof1Agent.Tests --filter "FullyQualifiedName~PlaygroundTests" -- xUnit.Explicit=only</summary>
    [Fact(Explicit = true)]
    public async Task Emulator_TheWholeJourneyToTheResultPicture()
    {
        await using var service = await RunningService.Start(TeamsTrial.At(TeamsTrial.FirstEvening, 19, 0), Emulated);
        await using var emulator = await Playground.Start(service.Address);
        var ada = new TeamsPatient(emulator, () => service.NothingWaits);
        await emulator.Install();
        await ada.News();
        var trial = new TeamsTrial(service, ada);
        await trial.Play();
        Assert.True(trial.Days >= 28);
        Assert.True(ada.Chat.Sum(message => message.Images.Count) >= 3);
        Assert.Contains(ada.Chat, message => message.Images.Count > 0 && message.Text.Contains("your usual routine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_ShowsTheCardsAndTakesAPressAndAForm()
    {
        await using var service = await RunningService.Start(TeamsTrial.At(TeamsTrial.FirstEvening, 19, 0), Emulated);
        await using var emulator = await Playground.Start(service.Address);
        await using var visitor = await chromium.NewVisitor(BrowserView.Desktop);
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(emulator.Address.ToString());
        var consent = page.GetByRole(AriaRole.Button, new() { Name = "Yes, that is OK" });
        await Assertions.Expect(consent).ToBeVisibleAsync();
        await Look(page, "1-consent");
        await consent.ClickAsync();
        await Assertions.Expect(page.GetByText("✓ Yes, that is OK")).ToBeVisibleAsync();
        var box = page.Locator("[contenteditable]").First;
        await box.ClickAsync();
        await page.Keyboard.TypeAsync("I sleep badly, it takes me long to fall asleep");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Minutes to fall asleep" })).ToBeVisibleAsync();
        await Look(page, "2-outcomes");

        // The rest of the interview and the first day go by the emulator's API; then the page is looked at again.
        var ada = new TeamsPatient(emulator, () => service.NothingWaits);
        await ada.Finish();
        await Look(page, "3-candidates");
        await ada.Begin();
        ada.CatchUp();
        service.Clock.MoveTo(TeamsTrial.At(TeamsTrial.FirstEvening.PlusDays(1), 20, 30));
        await TeamsServiceTests.Until(() => service is { NothingIsDue: true, NothingWaits: true });
        service.Clock.MoveTo(TeamsTrial.At(TeamsTrial.FirstEvening.PlusDays(2), 8, 5));
        await TeamsServiceTests.Until(() => ada.Chat.Any(message => message.Inputs.Any(input => input["id"]!.GetValue<string>() == "value")));
        var value = page.GetByLabel("Minutes to fall asleep").Last;
        await value.ScrollIntoViewIfNeededAsync();
        await value.FillAsync("35");
        await page.GetByText("Yes", new() { Exact = true }).Last.ClickAsync();
        await Look(page, "4-form");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).Last.ClickAsync();
        await Assertions.Expect(page.GetByText("35 minutes, done as planned").First).ToBeVisibleAsync();
        await Look(page, "5-noted");
        Assert.Equal(1, service.Count("check_in where value = 35 and adherence = 'Yes'"));
    }

    // Kept beside the tests' other results, to be looked at.
    private static async Task Look(IPage page, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots"));
        await page.WaitForTimeoutAsync(300);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"teams-{name}.png") });
    }
}
