using Microsoft.Playwright;
using Nof1Agent.Host.Pictures;
using Nof1Agent.Skills.Documents;
using Nof1Agent.Tests.Skills.Documents;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Journeys.Web;

/// <summary>Protocol and report in a real browser: a stored script never runs, nothing is fetched, a phone shows them, and they print to PDF.</summary>
[Collection(BrowserTests.Name)]
public sealed class DocumentPageTests(Chromium browser)
{
    [Fact]
    public async Task Pages_OfHostileWords_RunNothing_FetchNothing_AndPrint()
    {
        await using var visitor = await browser.NewVisitor(BrowserView.Phone);
        var page = await visitor.NewPageAsync();
        var alarms = new List<string>();
        page.Dialog += (_, dialog) => alarms.Add(dialog.Message);
        page.PageError += (_, error) => alarms.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("file:", StringComparison.Ordinal)) alarms.Add(request.Url);
        };
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "documents")).FullName;
        foreach (var (name, form, record) in new[]
        {
            ("protocol", "protocol.html", ExampleTrials.Finished), ("report", "report.html", ExampleTrials.Finished), ("report-hostile", "report.html", ExampleTrials.Hostile), ("protocol-hostile", "protocol.html", ExampleTrials.Hostile),
        })
        {
            var file = Path.Combine(folder, $"{name}.html");
            await File.WriteAllTextAsync(file, ExportForm.Named(form)!.Write(record, picture => PictureDrawing.Svg(picture, PictureTheme.Light)), TestContext.Current.CancellationToken);
            await page.GotoAsync(new Uri(file).AbsoluteUri);
            Assert.Equal(0, await page.Locator("script, iframe, object, embed, img:not([src^='data:image/svg+xml;base64,'])").CountAsync());
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than a phone");
            Assert.True(await page.EvaluateAsync<bool>("[...document.images].every(image => image.complete && image.naturalWidth > 0)"), $"{name} has a picture that is not shown");
            // The style has to be the page's own one: a policy that blocked it would leave a page without margins.
            Assert.Equal("1px", await page.Locator("h2").First.EvaluateAsync<string>("heading => getComputedStyle(heading).borderTopWidth"));
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
            var pdf = await page.PdfAsync(new PagePdfOptions { Path = Path.Combine(folder, $"{name}.pdf"), PreferCSSPageSize = true });
            Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString(pdf, 0, 4));
        }

        Assert.Empty(alarms);
    }
}
