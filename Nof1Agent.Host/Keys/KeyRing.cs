using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Logging.Abstractions;
using Nof1Agent.Skills.Protection;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Host.Keys;

/// <summary>The key ring of ASP.NET Core Data Protection in the key folder: it signs sessions and wraps the data keys of the participants.</summary>
internal static class KeyRing
{
    /// <summary>The name that separates its keys from those of other programs.</summary>
    public const string ApplicationName = "nof1agent";

    private const string Purpose = "data keys of participants";

    /// <summary>NOF1AGENT_KEYS, else the folder "keys" beside the database.</summary>
    public static string FolderOf(string databasePath) => Environment.GetEnvironmentVariable("NOF1AGENT_KEYS") is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(databasePath))!, "keys");

    /// <summary>Where the data keys of a database lie. Nothing is made or read before the first key is needed.</summary>
    public static KeyFolder Of(string folder)
    {
        var protector = new Lazy<IDataProtector>(() => Services(folder).GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose));
        return new KeyFolder(folder, new MasterKey(key => protector.Value.Protect(key), wrapped => protector.Value.Unprotect(wrapped)));
    }

    /// <summary>Adds a new master key, which wraps from now on. Earlier ones stay in the ring until somebody removes their files.</summary>
    /// <returns>The name of its file.</returns>
    public static string Renew(string folder, TimeProvider clock)
    {
        using var services = (ServiceProvider)Services(folder);
        var now = clock.GetUtcNow();
        var key = services.GetRequiredService<IKeyManager>().CreateNewKey(now, now.AddDays(90));
        return $"key-{key.KeyId:D}.xml";
    }

    private static IServiceProvider Services(string folder)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddDataProtection().SetApplicationName(ApplicationName).PersistKeysToFileSystem(Directory.CreateDirectory(folder));
        return services.BuildServiceProvider();
    }
}
