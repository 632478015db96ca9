using System.CommandLine;

namespace Nof1Agent.Host.Cli;

/// <summary>Without a command: the web application.</summary>
internal static class ServeCommand
{
    public static RootCommand CreateRoot()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Addresses to listen on, separated by semicolons.",
            HelpName = "URL",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is { Length: > 0 } given ? given : ServeOptions.DefaultUrls,
        };
        urls.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string>()?.Split(';').FirstOrDefault(url => !ListenAddress.IsValid(url)) is { } wrong)
                given.AddError($"\"{wrong}\" is no address to listen on, such as {ServeOptions.DefaultUrls}.");
        });
        var database = DatabaseOption.Create();
        var root = new RootCommand("Nof1Agent finds out what works for one person: interview, randomized trial, daily check-ins, answer. Without a command it serves the web application.") { urls, database };
        root.SetAction(async (call, cancel) =>
        {
            ListenAddress.EnsureFree(call.GetRequiredValue(urls));
            await Service.RunAsync(new ServeOptions(call.GetRequiredValue(urls), call.GetRequiredValue(database)), cancel);
            return 0;
        });
        return root;
    }
}
