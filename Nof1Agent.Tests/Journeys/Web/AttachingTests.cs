using Microsoft.Playwright;
using Nof1Agent.Tests.Host.Agent.Providers;
using Nof1Agent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>A photo from the page: with what was being written, looked at by a model, seen again, refused with a sentence where it is none.</summary>
[Collection(BrowserTests.Name)]
public sealed class AttachingTests(Chromium browser)
{
    [Fact]
    public async Task Photo_GoesWithWhatWasBeingWritten_AndWhatIsNoneIsRefused()
    {
        await using var server = await ModelServer.Start(_ => ModelAnswer.Text("I see a label. What on it matters to you?"));
        await using var service = await RunningService.Start(new DateTimeOffset(2027, 1, 4, 19, 0, 0, TimeSpan.Zero), new Dictionary<string, string?>
        {
            ["Lfm:Provider"] = "openai", ["Lfm:Endpoint"] = server.Endpoint, ["Lfm:Model"] = "m", ["Lfm:AcceptsPhotos"] = "true",
        });
        await using var chat = await ChatPage.Open(browser, BrowserView.Phone, service.Address);
        await chat.Begin();
        await chat.Button("I sleep badly").ClickAsync();
        await chat.Button("Yes, that is OK").ClickAsync();
        await Expect(chat.BubbleWith("I see a label")).ToBeVisibleAsync();

        await chat.Box.FillAsync("this is what I take");
        var chooser = await chat.Page.RunAndWaitForFileChooserAsync(() => chat.Button("Add a photo or document").ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "label.png", MimeType = "image/png", Buffer = ExampleFiles.PngWithPlace });
        await Expect(chat.BubbleWith("[photo] this is what I take")).ToBeVisibleAsync();
        await Expect(chat.Page.GetByRole(AriaRole.Link, new() { Name = "label.png" })).ToBeVisibleAsync();
        await Expect(chat.BubbleWith("names on it cannot be taken out")).ToBeVisibleAsync();
        await Expect(chat.Box).ToHaveValueAsync("");
        await chat.Look("attached-photo");

        await chat.Box.FillAsync("and this");
        await chat.Page.Locator("#attach-file").SetInputFilesAsync(new FilePayload { Name = "program.png", MimeType = "image/png", Buffer = [0x4D, 0x5A, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
        await Expect(chat.Page.Locator("#attach-status")).Not.ToBeEmptyAsync();
        await Expect(chat.Box).ToHaveValueAsync("and this");
        await chat.Look("attached-refused");
        Assert.Empty(chat.Problems);
    }
}
