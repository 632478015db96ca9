namespace Nof1Agent.Skills.Storage;

/// <summary>Files that only the account of the service may read: they hold what people told in confidence.</summary>
internal static class OwnFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Makes an empty file that is nobody else's from its first moment on.</summary>
    public static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        new FileStream(path, options).Dispose();
    }

    /// <summary>The same where there is none yet. Why it cannot be made is told by whoever then opens it.</summary>
    public static void CreateIfMissing(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                Create(path);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Takes an existing database and the files beside it away from everybody else. A file of another account stays as it is.</summary>
    public static void Protect(string database)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var path in new[] { database, database + "-wal", database + "-shm" })
        {
            try
            {
                if (File.Exists(path) && File.GetUnixFileMode(path) is var mode && (mode & Others) != 0)
                {
                    File.SetUnixFileMode(path, mode & ~Others);
                }
            }
            catch (Exception problem) when (problem is UnauthorizedAccessException or FileNotFoundException)
            {
                // Another account's file, or a log that was folded into its database this very moment.
            }
        }
    }
}
