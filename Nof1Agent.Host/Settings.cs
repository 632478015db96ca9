using System.Reflection;

namespace Nof1Agent.Host;

/// <summary>Where settings come from, later ones winning: a JSON file that NOF1AGENT_CONFIG names, user secrets, the environment.</summary>
internal static class Settings
{
    /// <summary>The settings, for a command that starts no service.</summary>
    public static IConfiguration Read() => new ConfigurationBuilder().AddSettings().Build();

    public static IConfigurationBuilder AddSettings(this IConfigurationBuilder configuration)
    {
        if (Environment.GetEnvironmentVariable("NOF1AGENT_CONFIG") is { Length: > 0 } file)
        {
            configuration.AddJsonFile(Path.GetFullPath(file), optional: false);
        }

        return configuration.AddUserSecrets(Assembly.GetExecutingAssembly(), optional: true).AddEnvironmentVariables();
    }
}
