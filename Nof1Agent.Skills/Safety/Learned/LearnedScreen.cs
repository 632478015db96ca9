namespace Nof1Agent.Skills.Safety.Learned;

/// <summary>What the learned screen takes a stretch of words for.</summary>
/// <param name="Rule">The likeliest rule.</param>
/// <param name="IsGerman">Whether it is rather German than English.</param>
/// <param name="Chance">How sure it is that it is an emergency at all, 0 to 1.</param>
/// <param name="First">The first word of the stretch.</param>
/// <param name="Count">How many words it has.</param>
internal readonly record struct LearnedFinding(string Rule, bool IsGerman, double Chance, int First, int Count);

/// <summary>
/// A second net under the phrases, for what people tell without the usual words: multinomial logistic regression on <see cref="WordingFeatures"/>, learned beforehand from messages written for the
/// purpose (docs/safety.md). It learns nothing while it runs; the same text always has the same answer, in time linear in the text. It only ever adds to what the phrases find.
/// </summary>
internal sealed class LearnedScreen(LearnedWeights weights)
{
    /// <summary>From which chance on a message counts as an emergency.</summary>
    public const double Threshold = 0.7;

    // Longer texts are read in stretches, each half over the one before: a danger told in one sentence must not drown in the others.
    private const int Stretch = 40;

    private static readonly Lazy<LearnedScreen> Shared = new(() => new LearnedScreen(LearnedWeights.Embedded()));

    /// <summary>The one in this program.</summary>
    public static LearnedScreen Embedded() => Shared.Value;

    /// <summary>The stretch that sounds most like an emergency, or null for no words.</summary>
    /// <param name="words">Folded words, in order.</param>
    public LearnedFinding? Gravest(ReadOnlySpan<string> words)
    {
        LearnedFinding? gravest = null;
        for (var first = 0; first < words.Length; first += Stretch / 2)
        {
            var count = Math.Min(Stretch, words.Length - first);
            var found = Read(words.Slice(first, count), first);
            if (gravest is not { } before || found.Chance > before.Chance)
            {
                gravest = found;
            }

            if (first + count == words.Length)
            {
                break;
            }
        }

        return gravest;
    }

    private LearnedFinding Read(ReadOnlySpan<string> words, int first)
    {
        var features = new HashSet<int>(words.Length * 24);
        WordingFeatures.Of(words, features);
        var width = weights.Width;
        Span<int> sums = stackalloc int[width];
        sums.Clear();
        foreach (var feature in features)
        {
            var row = weights.Steps.AsSpan(feature * width, width);
            for (var i = 0; i < width; i++)
            {
                sums[i] += row[i];
            }
        }

        // An ordinary message has weight zero: the chances are those of a softmax over it and the rules.
        var worth = weights.Scale * LearnedWeights.Sharpness / Math.Sqrt(features.Count);
        var rules = width - 1;
        double total = 0;
        var likeliest = 0;
        for (var i = 0; i < rules; i++)
        {
            total += Math.Exp(sums[i] * worth);
            likeliest = sums[i] > sums[likeliest] ? i : likeliest;
        }

        return new LearnedFinding(weights.Rules[likeliest], sums[rules] > 0, total / (1 + total), first, words.Length);
    }
}
