namespace Nof1Agent.Tests.Support;

/// <summary>Where the checked-out files are, for tests that read what is served or documented rather than what is compiled.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Nof1Agent.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"Nof1Agent.sln was not found above {start}.");
    }
}
