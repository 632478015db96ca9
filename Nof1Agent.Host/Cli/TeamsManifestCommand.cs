using System.CommandLine;
using Nof1Agent.Host.Channels.Teams;

namespace Nof1Agent.Host.Cli;

/// <summary><c>teams-manifest</c>: the app package with which an organisation adds the bot to Teams.</summary>
internal static class TeamsManifestCommand
{
    private const int LongestName = 30;
    private const int LongestDeveloper = 32;

    public static Command Create()
    {
        var id = new Option<Guid>("--app-id") { Description = "Application (client) id of the bot's app registration in Entra.", HelpName = "ID", Required = true };
        var domain = new Option<string>("--domain") { Description = "Public host of this service, without https://.", HelpName = "HOST", Required = true };
        var name = new Option<string>("--name") { Description = "What the app is called in Teams, at most 30 letters.", HelpName = "NAME", DefaultValueFactory = _ => "Nof1Agent" };
        var developer = new Option<string>("--developer") { Description = "Who runs it, at most 32 letters.", HelpName = "NAME", DefaultValueFactory = _ => "Nof1Agent" };
        var privacy = new Option<string>("--privacy") { Description = "Page that says what is stored and who sees it. Default: the service's own page.", HelpName = "URL" };
        var terms = new Option<string>("--terms") { Description = "Page with the terms of use. Default: the service's own page.", HelpName = "URL" };
        var to = new Option<string>("--to") { Description = "The zip to write.", HelpName = "FILE", DefaultValueFactory = _ => "nof1agent-teams.zip" };
        id.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && (!Guid.TryParseExact(token.Value, "D", out var app) || app == Guid.Empty))
                given.AddError("--app-id must be an application id, like 12345678-1234-1234-1234-123456789012.");
        });
        domain.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string>() is { } host && (Uri.CheckHostName(host) is not UriHostNameType.Dns || !host.Contains('.', StringComparison.Ordinal)))
                given.AddError("--domain must be a host, like nof1.example.org, without https:// and without a path.");
        });
        OnlyHttps(privacy);
        OnlyHttps(terms);
        Limit(name, LongestName);
        Limit(developer, LongestDeveloper);
        var command = new Command("teams-manifest", "Write the app package for Microsoft Teams (docs/teams.md).") { id, domain, name, developer, privacy, terms, to };
        command.SetAction(async (call, _) =>
        {
            var path = Path.GetFullPath(call.GetRequiredValue(to));
            var page = new Uri($"https://{call.GetRequiredValue(domain)}/");
            Uri Or(Option<string> given) => call.GetValue(given) is { } address ? new Uri(address) : page;
            using (var file = File.Create(path))
            {
                AppPackage.Write(new AppDetails(call.GetRequiredValue(id), call.GetRequiredValue(domain), call.GetRequiredValue(name), call.GetRequiredValue(developer), Or(privacy), Or(terms)), file);
            }

            await call.InvocationConfiguration.Output.WriteLineAsync($"{path}: manifest and two icons. Upload it in the Teams admin center, or in Teams under Apps, Manage your apps (docs/teams.md).");
            return 0;
        });
        return command;
    }

    private static void OnlyHttps(Option<string> option) => option.Validators.Add(given =>
    {
        if (given.GetValueOrDefault<string>() is { } address && (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps))
            given.AddError($"{option.Name} must be a full https address.");
    });

    private static void Limit(Option<string> option, int longest) => option.Validators.Add(given =>
    {
        if (given.GetValueOrDefault<string>() is { } text && (string.IsNullOrWhiteSpace(text) || text.Length > longest))
            given.AddError($"{option.Name} must have 1 to {longest} letters.");
    });
}
