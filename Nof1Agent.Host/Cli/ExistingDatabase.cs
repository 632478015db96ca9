using Nof1Agent.Host.Keys;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Host.Cli;

/// <summary>Opens a database that has to be there: a command about its content never makes an empty one.</summary>
internal static class ExistingDatabase
{
    /// <exception cref="StorageProblemException">There is none.</exception>
    public static Database Open(string path) => File.Exists(path)
        ? OpenedDatabase.AsItIs(path)
        : throw new StorageProblemException($"There is no database at {Path.GetFullPath(path)}. Name another with --database.");
}
