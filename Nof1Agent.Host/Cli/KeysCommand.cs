using System.CommandLine;
using Nof1Agent.Host.Keys;
using Nof1Agent.Skills.Storage;

namespace Nof1Agent.Host.Cli;

/// <summary><c>keys rotate</c>: a new master key, and every data key wrapped with it.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var path = DatabaseOption.Create();
        var rotate = new Command("rotate", "Make a new master key and wrap the data keys of all participants with it. Stop the service first. Texts are not sealed again: their keys stay the same. Earlier master keys may be removed afterwards; browsers that were signed in with them then have to use their recovery code.") { path };
        rotate.SetAction(call =>
        {
            var database = call.GetRequiredValue(path);
            if (!File.Exists(database))
            {
                throw new StorageProblemException($"There is no database at {Path.GetFullPath(database)}. Name another with --database.");
            }

            var folder = KeyRing.FolderOf(database);
            var made = "";
            using var opened = OpenedDatabase.AsItIs(database, folder);
            var wrapped = opened.RewrapKeys(() => made = KeyRing.Renew(folder, TimeProvider.System));
            call.InvocationConfiguration.Output.WriteLine($"{wrapped} data keys are wrapped with the new master key {made}.");
            return 0;
        });
        return new Command("keys", "The keys that texts about people are sealed with.") { rotate };
    }
}
