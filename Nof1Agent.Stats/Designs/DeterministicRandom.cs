using System.Buffers.Binary;
using System.Numerics;

namespace Nof1Agent.Stats.Designs;

/// <summary>
/// The project's own random generator, xoshiro256**: the same seed gives the same numbers on every machine and in every later version, so that a
/// randomization can be checked by anyone. Not thread-safe; not for secrets.
/// </summary>
/// <remarks>
/// <para>Each step returns <c>rotl(s1 * 5, 7) * 9</c> and moves the four 64-bit words of the state by shifts and exclusive-ors (period 2^256 - 1).</para>
/// <para>A 32-byte seed is the state itself, four little-endian words in order; the all-zero seed, for which the generator would stand still, is
/// replaced by the state of the 64-bit seed 0. A 64-bit seed is spread over the four words by four steps of SplitMix64.</para>
/// <para>D. Blackman and S. Vigna, Scrambled linear pseudorandom number generators, ACM Transactions on Mathematical Software 47(4), 2021;
/// G. L. Steele, D. Lea and C. H. Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.</para>
/// </remarks>
public sealed class DeterministicRandom
{
    /// <summary>Length of a full seed in bytes.</summary>
    public const int SeedLength = 32;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareGaussian = double.NaN;

    /// <summary>Starts from a full seed, for example one derived by <see cref="Commitment.DeriveSeed"/>.</summary>
    /// <param name="seed">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">The seed has another length.</exception>
    public DeterministicRandom(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength)
        {
            throw new ArgumentException($"A seed has {SeedLength} bytes, this one has {seed.Length}.", nameof(seed));
        }

        _s0 = BinaryPrimitives.ReadUInt64LittleEndian(seed);
        _s1 = BinaryPrimitives.ReadUInt64LittleEndian(seed[8..]);
        _s2 = BinaryPrimitives.ReadUInt64LittleEndian(seed[16..]);
        _s3 = BinaryPrimitives.ReadUInt64LittleEndian(seed[24..]);
        if ((_s0 | _s1 | _s2 | _s3) == 0)
        {
            SpreadSeed(0);
        }
    }

    /// <summary>Starts from a 64-bit seed, for simulations and tests.</summary>
    /// <param name="seed">Any value.</param>
    public DeterministicRandom(ulong seed) => SpreadSeed(seed);

    /// <summary>One step of SplitMix64: advances <paramref name="state"/> by the golden-ratio increment and returns its mixed value.</summary>
    /// <param name="state">The 64-bit state, advanced in place.</param>
    public static ulong SplitMix64(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>The generator for one member of a family, for example trial <paramref name="index"/> of a simulation.</summary>
    /// <param name="seed">The family's seed.</param>
    /// <param name="index">Which member; neighbouring members share no structure, because both numbers pass through SplitMix64.</param>
    public static DeterministicRandom ForIndex(ulong seed, ulong index)
    {
        var state = seed;
        var family = SplitMix64(ref state);
        state = family ^ index;
        return new DeterministicRandom(SplitMix64(ref state));
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextULong()
    {
        var result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A whole number from 0 to <paramref name="maxExclusive"/> - 1, all equally likely.</summary>
    /// <param name="maxExclusive">At least 1.</param>
    /// <remarks>
    /// The remainder of a 64-bit draw, where draws at or above the largest multiple of <paramref name="maxExclusive"/> below 2^64 are thrown away:
    /// exactly uniform, and one line in any language. With <paramref name="maxExclusive"/> 1 a draw is consumed all the same.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxExclusive"/> is below 1.</exception>
    public int NextInt(int maxExclusive)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxExclusive, 1);
        var n = (ulong)maxExclusive;
        var surplus = ((ulong.MaxValue % n) + 1) % n;
        var last = ulong.MaxValue - surplus;
        ulong draw;
        do
        {
            draw = NextULong();
        }
        while (draw > last);

        return (int)(draw % n);
    }

    /// <summary>A whole number of any size from 0 to <paramref name="maxExclusive"/> - 1, all equally likely.</summary>
    /// <param name="maxExclusive">At least 1.</param>
    /// <remarks>
    /// With b the number of bits of <paramref name="maxExclusive"/> - 1: ceil(b / 64) draws are joined, the first one lowest, cut to their lowest b bits,
    /// and the whole is drawn anew until it is below <paramref name="maxExclusive"/>.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxExclusive"/> is below 1.</exception>
    public BigInteger NextBigInteger(BigInteger maxExclusive)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxExclusive, BigInteger.One);
        var bits = (int)(maxExclusive - 1).GetBitLength();
        BigInteger drawn;
        do
        {
            drawn = BigInteger.Zero;
            for (var shift = 0; shift < bits; shift += 64)
            {
                drawn |= new BigInteger(NextULong()) << shift;
            }

            drawn &= (BigInteger.One << bits) - 1;
        }
        while (drawn >= maxExclusive);

        return drawn;
    }

    /// <summary>A number in [0, 1): the upper 53 bits of a draw times 2^-53.</summary>
    public double NextDouble() => (NextULong() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number, by the polar method (G. Marsaglia and T. A. Bray, SIAM Review 6(3), 1964); the pair's second number is kept for the next call.</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spareGaussian))
        {
            var spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare;
        }

        double u;
        double v;
        double s;
        do
        {
            u = (2 * NextDouble()) - 1;
            v = (2 * NextDouble()) - 1;
            s = (u * u) + (v * v);
        }
        while (s is >= 1 or 0);

        var factor = Math.Sqrt(-2 * Math.Log(s) / s);
        _spareGaussian = v * factor;
        return u * factor;
    }

    private void SpreadSeed(ulong seed)
    {
        _s0 = SplitMix64(ref seed);
        _s1 = SplitMix64(ref seed);
        _s2 = SplitMix64(ref seed);
        _s3 = SplitMix64(ref seed);
    }
}
