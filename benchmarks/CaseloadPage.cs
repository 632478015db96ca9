using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Nof1Agent.Host.Dashboard.Accounts;
using Nof1Agent.Host.Dashboard.SignIn;
using Nof1Agent.Skills.Accounts;
using Nof1Agent.Skills.Alerts;
using Nof1Agent.Skills.Coaching;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Benchmarks;

/// <summary>The list of a lead with 1,000 people in the middle of their trials: reading it, the first row in the browser, and a change until it stands there.</summary>
internal static class CaseloadPage
{
    private const string Browser = "/usr/bin/chromium";
    private const int Rounds = 15;

    public static int Run(string[] args) => RunAsync(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("nof1-caseload-").FullName;
        try
        {
            await using var people = new DuePeople(folder);
            await people.Fill(count, "web");
            using (var connection = people.Database.OpenToWrite())
            {
                connection.Execute("insert into caseload (participant_id, coach, invited_at, agreed_at) select id, 'Anna', created_at, created_at from participant");
            }

            await people.Start();
            var reader = people.Get<CaseloadReader>();
            await reader.Read("Lea", null);
            var read = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                await reader.Read("Lea", null);
                read.Add(watch.Elapsed.TotalMilliseconds);
            }

            Console.WriteLine($"{count} people, {Environment.ProcessorCount} cores");
            Console.WriteLine("| what | median, ms | slowest, ms |");
            Console.WriteLine("| --- | ---: | ---: |");
            Print("reading the list", read);
            if (!File.Exists(Browser))
            {
                Console.WriteLine($"{Browser} is not installed: the page was not measured.");
                return 0;
            }

            await InBrowser(people, await reader.Read("Lea", null));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task InBrowser(DuePeople people, IReadOnlyList<CaseloadRow> rows)
    {
        var lea = (await people.Get<CoachAccounts>().Add("Lea", CoachRole.Lead, null))!;
        var cookies = people.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CoachSchemes.Session);
        var ticket = new AuthenticationTicket(CoachClaims.Principal(lea, CoachSchemes.Session), new AuthenticationProperties { IssuedUtc = people.Clock.GetUtcNow(), ExpiresUtc = people.Clock.GetUtcNow().AddHours(12) }, CoachSchemes.Session);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Browser, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        await context.AddCookiesAsync([new Cookie { Name = "nof1_coach", Value = cookies.TicketDataFormat.Protect(ticket), Url = people.Address }]);
        var page = await context.NewPageAsync();
        var (paint, updates) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            await page.GotoAsync("about:blank");
            var watch = Stopwatch.StartNew();
            await page.GotoAsync(people.Address + "/coach", new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
            await page.Locator("a[data-row]").First.WaitForAsync();
            paint.Add(watch.Elapsed.TotalMilliseconds);
        }

        for (var round = 0; round < Rounds; round++)
        {
            // A new crisis stands at the top: its row is another one than before.
            var row = rows[round + 20];
            await page.EvaluateAsync("alias => { window.seen = new Promise(found => { const look = () => document.querySelector('a[data-row]')?.textContent === alias ? found(true) : requestAnimationFrame(look); look(); }); }", row.Alias);
            var watch = Stopwatch.StartNew();
            await people.InOneTurn(row.Id, skills => { new AlertStore(skills.Work).Raise(AlertKind.Crisis, "something happened"); return new() { Say = "" }; });
            await page.EvaluateAsync("window.seen");
            updates.Add(watch.Elapsed.TotalMilliseconds);
            using var connection = people.Database.OpenToWrite();
            connection.Execute("update alert set cleared_at = at where cleared_at is null");
        }

        Print("first row of the page, from the call", paint);
        Print("a change until it stands on the page, its commit included", updates);
    }

    private static void Print(string what, List<double> milliseconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {milliseconds.Order().ElementAt(milliseconds.Count / 2):0} | {milliseconds.Max():0} |"));
}
