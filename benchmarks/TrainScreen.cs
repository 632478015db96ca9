using System.Globalization;
using Nof1Agent.Skills.Safety;
using Nof1Agent.Skills.Safety.Learned;

namespace Nof1Agent.Benchmarks;

/// <summary>
/// Learns the weights of the learned screen: softmax regression with a small ridge, by AdaGrad (Duchi, Hazan and Singer 2011), in a fixed order, on one core, so that the same messages give the same
/// weights. Run from the repository's folder; writes Nof1Agent.Skills/Safety/Learned/learned.weights. With "try" it writes nothing and says how it does on messages that it did not learn from.
/// </summary>
internal static class TrainScreen
{
    private const int Rounds = 20;
    private const double Rate = 0.05, Ridge = 3e-5;

    public static int Run(string[] arguments)
    {
        var screen = SafetyScreen.Embedded();
        var lines = LearningSet.Read(".");
        var rules = lines.Select(line => line.Rule).Where(LearningSet.IsEmergency).Distinct().OrderBy(rule => int.Parse(rule[1..], CultureInfo.InvariantCulture)).ToArray();
        if (arguments is ["try", ..])
        {
            // Each file in turn is left out and then read.
            foreach (var part in lines.GroupBy(line => line.File))
            {
                var left = new LearnedScreen(Learn(screen, [.. lines.Where(line => line.File != part.Key)], rules, ""));
                Say(part.Key, [.. part], line => left.Gravest(screen.WordsRead(line.Text))?.Chance >= LearnedScreen.Threshold);
            }

            return 0;
        }

        var weights = Learn(screen, lines, rules, LearningSet.Fingerprint("."));
        var learned = new LearnedScreen(weights);
        Say("all, after learning", lines, line => learned.Gravest(screen.WordsRead(line.Text))?.Chance >= LearnedScreen.Threshold);
        using var file = File.Create(Path.Combine("Nof1Agent.Skills", "Safety", "Learned", "learned.weights"));
        weights.Write(file);
        return 0;
    }

    private static void Say(string what, IReadOnlyList<LearningLine> lines, Func<LearningLine, bool> flagged)
    {
        var grave = lines.Where(line => LearningSet.IsEmergency(line.Rule)).ToList();
        var ordinary = lines.Where(line => !LearningSet.IsEmergency(line.Rule)).ToList();
        Console.WriteLine($"{what}: emergencies {grave.Count(flagged)} of {grave.Count}, others flagged {ordinary.Count(flagged)} of {ordinary.Count}");
    }

    private static LearnedWeights Learn(SafetyScreen screen, IReadOnlyList<LearningLine> lines, string[] rules, string from)
    {
        var outputs = rules.Length + 2; // ordinary, the rules, German
        var messages = lines.Select(line =>
        {
            var features = new HashSet<int>();
            WordingFeatures.Of(screen.WordsRead(line.Text), features);
            return (Features: features.ToArray(), Class: Array.IndexOf(rules, line.Rule) + 1, line.IsGerman);
        }).ToArray();
        var weights = new double[WordingFeatures.Buckets * outputs];
        var squares = new double[weights.Length];
        var order = Enumerable.Range(0, messages.Length).ToArray();
        var random = new Random(1);
        var scores = new double[outputs];
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                var (features, actual, german) = messages[i];
                var worth = LearnedWeights.Sharpness / Math.Sqrt(features.Length);
                Chances(weights, features, worth, scores);
                for (var k = 0; k < outputs; k++)
                {
                    var wanted = k == outputs - 1 ? german is null ? scores[k] : german.Value ? 1 : 0 : k == actual ? 1 : 0;
                    var slope = (scores[k] - wanted) * worth;
                    if (Math.Abs(slope) < 1e-5)
                    {
                        continue;
                    }

                    foreach (var feature in features)
                    {
                        var at = (feature * outputs) + k;
                        var gradient = slope + (Ridge * weights[at]);
                        squares[at] += gradient * gradient;
                        weights[at] -= Rate * gradient / Math.Sqrt(squares[at] + 1e-4);
                    }
                }
            }
        }

        return Packed(weights, outputs, rules, from);
    }

    private static void Chances(double[] weights, int[] features, double worth, double[] scores)
    {
        var outputs = scores.Length;
        Array.Clear(scores);
        foreach (var feature in features)
        {
            for (var k = 0; k < outputs; k++)
            {
                scores[k] += weights[(feature * outputs) + k];
            }
        }

        var highest = scores.Take(outputs - 1).Max();
        var total = 0.0;
        for (var k = 0; k < outputs - 1; k++)
        {
            scores[k] = Math.Exp((scores[k] - highest) * worth);
            total += scores[k];
        }

        for (var k = 0; k < outputs - 1; k++)
        {
            scores[k] /= total;
        }

        scores[outputs - 1] = 1 / (1 + Math.Exp(-scores[outputs - 1] * worth));
    }

    // Only differences to an ordinary message matter; a byte each is enough.
    private static LearnedWeights Packed(double[] weights, int outputs, string[] rules, string from)
    {
        var width = outputs - 1;
        var relative = new double[WordingFeatures.Buckets * width];
        for (var feature = 0; feature < WordingFeatures.Buckets; feature++)
        {
            for (var k = 1; k < outputs; k++)
            {
                relative[(feature * width) + k - 1] = weights[(feature * outputs) + k] - (k == outputs - 1 ? 0 : weights[feature * outputs]);
            }
        }

        var scale = relative.Max(Math.Abs) / sbyte.MaxValue;
        return new LearnedWeights(rules, (float)scale, [.. relative.Select(weight => (sbyte)Math.Round(weight / scale))], from);
    }
}
