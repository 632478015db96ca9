using System.Security.Cryptography;
using Nof1Agent.Stats.Designs;

namespace Nof1Agent.Skills;

/// <summary>Where secrets and ids come from: the operating system's cryptographic generator, or a seeded one for demonstrations and tests.</summary>
public sealed class RandomSource
{
    private const string IdAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private readonly DeterministicRandom? seeded;
    private readonly Lock gate = new();

    private RandomSource(DeterministicRandom? seeded) => this.seeded = seeded;

    /// <summary>The generator of the operating system. The only one that a service for people may use.</summary>
    public static RandomSource Cryptographic { get; } = new(null);

    /// <summary>A repeatable source. Never for people: whoever knows the seed knows every allocation.</summary>
    public static RandomSource Seeded(ulong seed) => new(new DeterministicRandom(seed));

    /// <summary>Fresh bytes.</summary>
    public byte[] Bytes(int count)
    {
        if (seeded is null)
        {
            return RandomNumberGenerator.GetBytes(count);
        }

        lock (gate)
        {
            var bytes = new byte[count];
            for (var i = 0; i < count; i++)
            {
                bytes[i] = (byte)(seeded.NextULong() >> 56);
            }

            return bytes;
        }
    }

    /// <summary>An opaque id of 20 letters and digits that are hard to confuse, about 99 bits.</summary>
    public string NewId() => string.Concat(Bytes(20).Select(b => IdAlphabet[b % IdAlphabet.Length]));
}
