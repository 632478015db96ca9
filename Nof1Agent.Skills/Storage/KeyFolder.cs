using System.Security.Cryptography;
using Nof1Agent.Skills.Protection;

namespace Nof1Agent.Skills.Storage;

/// <summary>Where the data keys lie, and what they are wrapped with. The folder is no part of the database and of its backups.</summary>
public sealed record KeyFolder(string Path, MasterKey Master)
{
    private static readonly byte[] OfThisProcess = RandomNumberGenerator.GetBytes(32);

    /// <summary>For simulations and tests: the master key ends with the process, and with it all that was sealed.</summary>
    public static KeyFolder Fleeting(string path) => new(path, new MasterKey(
        key =>
        {
            var wrapped = new byte[12 + key.Length + 16];
            RandomNumberGenerator.Fill(wrapped.AsSpan(0, 12));
            using var cipher = new AesGcm(OfThisProcess, 16);
            cipher.Encrypt(wrapped.AsSpan(0, 12), key, wrapped.AsSpan(12, key.Length), wrapped.AsSpan(12 + key.Length));
            return wrapped;
        },
        wrapped =>
        {
            var key = new byte[wrapped.Length - 28];
            using var cipher = new AesGcm(OfThisProcess, 16);
            cipher.Decrypt(wrapped.AsSpan(0, 12), wrapped.AsSpan(12, key.Length), wrapped.AsSpan(12 + key.Length), key);
            return key;
        }));
}
