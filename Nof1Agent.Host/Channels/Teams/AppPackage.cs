using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>What an app package says about an installation.</summary>
/// <param name="AppId">The bot's application (client) id.</param>
/// <param name="Domain">The public host of the service.</param>
/// <param name="Name">What the app is called in Teams, at most 30 letters.</param>
/// <param name="Developer">Who runs it, at most 32 letters.</param>
/// <param name="Privacy">Where they say what is stored and who sees it.</param>
/// <param name="Terms">Where they say on which terms it may be used.</param>
internal sealed record AppDetails(Guid AppId, string Domain, string Name, string Developer, Uri Privacy, Uri Terms);

/// <summary>The package with which an organisation adds the bot to its Teams: a zip of the manifest and two icons.</summary>
internal static class AppPackage
{
    public const string AccentColour = "#1B6B5F";
    private const string SchemaVersion = "1.22";

    // The same package for the same details, byte for byte.
    private static readonly DateTimeOffset Stamp = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The manifest.</summary>
    public static JsonObject Manifest(AppDetails app) => new()
    {
        ["$schema"] = $"https://developer.microsoft.com/en-us/json-schemas/teams/v{SchemaVersion}/MicrosoftTeams.schema.json",
        ["manifestVersion"] = SchemaVersion,
        ["version"] = "1.0.0",
        ["id"] = app.AppId.ToString("D"),
        ["developer"] = new JsonObject
        {
            ["name"] = app.Developer,
            ["websiteUrl"] = $"https://{app.Domain}/",
            ["privacyUrl"] = app.Privacy.AbsoluteUri,
            ["termsOfUseUrl"] = app.Terms.AbsoluteUri,
        },
        ["name"] = new JsonObject { ["short"] = app.Name, ["full"] = $"{app.Name}: find out what works for you" },
        ["description"] = new JsonObject
        {
            ["short"] = "Find out what works for you, by a small trial on yourself.",
            ["full"] = "Tell what bothers you, pick one thing to try, and test it on and off in an order drawn by lot. A question a day, and at the end an honest answer in your own units. "
                + "Not a medical device: no diagnosis, no advice on prescribed medicine, no emergency help.",
        },
        ["icons"] = new JsonObject { ["color"] = "color.png", ["outline"] = "outline.png" },
        ["accentColor"] = AccentColour,
        ["bots"] = new JsonArray(new JsonObject
        {
            ["botId"] = app.AppId.ToString("D"),
            ["scopes"] = new JsonArray("personal", "team"),
            ["supportsFiles"] = true,
            ["isNotificationOnly"] = false,
            ["commandLists"] = new JsonArray(
                Commands("personal", ("/today", "What do I do today?"), ("/candidates", "What could I try?"), ("/didit", "Did it work?"), ("/privacy", "What is stored, who sees it"), ("/help", "What I can say")),
                Commands("team", ("alerts here", "Coaches: alerts come to this channel"), ("no alerts here", "Coaches: no more alerts in this channel"))),
        }),
        ["permissions"] = new JsonArray("identity", "messageTeamMembers"),
        ["validDomains"] = new JsonArray(app.Domain),
    };

    /// <summary>Writes the package.</summary>
    public static void Write(AppDetails app, Stream zip)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true);
        Add(archive, "manifest.json", JsonSerializer.SerializeToUtf8Bytes(Manifest(app), Readable));
        Add(archive, "color.png", AppIcons.Colour());
        Add(archive, "outline.png", AppIcons.Outline());
    }

    private static JsonObject Commands(string scope, params (string Title, string Description)[] commands) => new()
    {
        ["scopes"] = new JsonArray(scope),
        ["commands"] = new JsonArray([.. commands.Select(command => new JsonObject { ["title"] = command.Title, ["description"] = command.Description })]),
    };

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = Stamp;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
