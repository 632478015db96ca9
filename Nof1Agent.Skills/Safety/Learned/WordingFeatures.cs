namespace Nof1Agent.Skills.Safety.Learned;

/// <summary>
/// What the learned screen sees of a few words: the words themselves, neighbours, pairs with one word between, and their pieces of three to five letters, so that typing errors and inflected
/// forms look alike. Each is a number from 0 to <see cref="Buckets"/>, by the FNV-1a hash (Fowler, Noll and Vo) with a final mixing of its bits.
/// </summary>
internal static class WordingFeatures
{
    /// <summary>How many numbers there are.</summary>
    public const int Buckets = 1 << 16;

    private const int ShortText = 4;

    /// <summary>The features of some words.</summary>
    /// <param name="words">Folded words, in order.</param>
    /// <param name="into">Takes each feature once.</param>
    public static void Of(ReadOnlySpan<string> words, HashSet<int> into)
    {
        // Always there: how likely an emergency is before anything is read.
        for (var kind = 0; kind < 3; kind++)
        {
            into.Add(Bucket("*", 10 + kind));
        }

        if (words.Length < ShortText)
        {
            into.Add(Bucket("*", 13));
        }

        for (var i = 0; i < words.Length; i++)
        {
            var word = Plain(words[i]);
            into.Add(Bucket(word, 1));
            if (i + 1 < words.Length)
            {
                into.Add(Bucket($"{word} {Plain(words[i + 1])}", 2));
            }

            if (i + 2 < words.Length)
            {
                into.Add(Bucket($"{word} {Plain(words[i + 2])}", 3));
            }

            var bounded = $"<{word}>";
            for (var length = 3; length <= 5; length++)
            {
                for (var at = 0; at + length <= bounded.Length; at++)
                {
                    into.Add(Bucket(bounded.AsSpan(at, length), 100 + length));
                }
            }
        }
    }

    // What number it is says little; that there is one says something.
    private static string Plain(string word) => char.IsAsciiDigit(word[0]) ? "0" : word;

    private static int Bucket(ReadOnlySpan<char> text, int kind)
    {
        var hash = 2166136261u ^ (uint)kind;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        hash = (hash ^ (hash >> 15)) * 0x2c1b3c6du;
        return (int)((hash ^ (hash >> 12)) & (Buckets - 1));
    }
}
