using System.IO.Compression;

namespace Nof1Agent.Skills.Safety.Learned;

/// <summary>What was learned: for each feature how much it speaks for each rule, against an ordinary message; and for German against English.</summary>
/// <param name="Rules">The rules, E1 to E15.</param>
/// <param name="Scale">What one step of a weight is worth.</param>
/// <param name="Steps">The weights, in steps: for each feature one per rule and one for German.</param>
/// <param name="LearnedFrom">SHA-256 of the files that it was learned from, in hexadecimal.</param>
internal sealed record LearnedWeights(IReadOnlyList<string> Rules, float Scale, sbyte[] Steps, string LearnedFrom)
{
    /// <summary>How much the number of features is made up for: weights are summed and divided by its root.</summary>
    public const double Sharpness = 4;

    private const string ResourceName = "learned.weights";
    private const int Format = 1;

    /// <summary>Weights per feature.</summary>
    public int Width => Rules.Count + 1;

    /// <summary>The weights in this program.</summary>
    public static LearnedWeights Embedded()
    {
        using var resource = typeof(LearnedWeights).Assembly.GetManifestResourceStream(ResourceName) ?? throw new InvalidOperationException($"{ResourceName} is not in the program.");
        return Read(resource);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static LearnedWeights Read(Stream stream)
    {
        using var reader = new BinaryReader(new GZipStream(stream, CompressionMode.Decompress));
        if (reader.ReadInt32() != Format)
        {
            throw new InvalidDataException("The learned weights have another format.");
        }

        var from = reader.ReadString();
        var rules = Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString()).ToArray();
        var scale = reader.ReadSingle();
        var bytes = reader.ReadBytes(WordingFeatures.Buckets * (rules.Length + 1));
        return bytes.Length == WordingFeatures.Buckets * (rules.Length + 1)
            ? new LearnedWeights(rules, scale, [.. bytes.Select(one => (sbyte)one)], from)
            : throw new InvalidDataException("The learned weights end too soon.");
    }

    /// <summary>Writes them, packed.</summary>
    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(new GZipStream(stream, CompressionLevel.SmallestSize));
        writer.Write(Format);
        writer.Write(LearnedFrom);
        writer.Write(Rules.Count);
        foreach (var rule in Rules)
        {
            writer.Write(rule);
        }

        writer.Write(Scale);
        writer.Write([.. Steps.Select(one => (byte)one)]);
    }
}
