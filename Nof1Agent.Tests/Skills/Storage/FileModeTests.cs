using System.Runtime.Versioning;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Tests.Skills.Storage;

/// <summary>What people told in confidence is for the service's own account only, whatever the umask of the place.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileModeTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task NewDatabase_AndItsLogAndItsBackup_AreTheOwnersOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await using var scratch = new ScratchDatabase();
        scratch.Do("update participant set consent = consent");
        var backup = Path.Combine(scratch.Folder, "backup.db");
        Backup.To(scratch.Database, backup);
        var restored = Path.Combine(scratch.Folder, "restored.db");
        Backup.Restore(backup, restored, scratch.Now);

        var files = Directory.GetFiles(scratch.Folder);
        Assert.Contains(files, file => file.EndsWith("-wal", StringComparison.Ordinal));
        Assert.Contains(restored, files);
        Assert.All(files, file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task OldDatabase_ReadableByOthers_IsTakenAwayFromThem()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await using var scratch = new ScratchDatabase();
        File.SetUnixFileMode(scratch.Database.Path, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        using var again = Database.InFile(scratch.Database.Path);

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(scratch.Database.Path));
    }
}
