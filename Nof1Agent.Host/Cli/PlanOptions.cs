using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Nof1Agent.Host.Cli;

/// <summary>Options of <c>plan</c> with their ranges. Numbers are read strictly: "1,5" is refused and not read as 15.</summary>
internal static class PlanOptions
{
    private const int MostValues = 40;

    public static Option<double> Number(string name, double smallest, double largest, double otherwise, string description) => new(name)
    {
        Description = FormattableString.Invariant($"{description} {smallest} to {largest}."),
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
        CustomParser = argument => Parse(argument) is { } number && number >= smallest && number <= largest
            ? number
            : Refuse(argument, FormattableString.Invariant($"a number from {smallest} to {largest}"), otherwise),
    };

    public static Option<double?> Positive(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = argument => Parse(argument) is { } number && number > 0 && double.IsFinite(number) ? number : Refuse<double?>(argument, "a number above 0, such as 1.5", null),
    };

    public static Option<int> Whole(string name, int smallest, int largest, int otherwise, string description) => new(name)
    {
        Description = largest == int.MaxValue ? description : FormattableString.Invariant($"{description} {smallest} to {largest}."),
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
        CustomParser = argument => int.TryParse(argument.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= smallest && number <= largest
            ? number
            : Refuse(argument, FormattableString.Invariant($"a whole number from {smallest} to {largest}"), otherwise),
    };

    /// <summary>A number, a range (3-8) or a list (4,6,10) of whole numbers.</summary>
    public static Option<int[]> Several(string name, string otherwise, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => Numbers(otherwise) ?? [],
        CustomParser = argument => Numbers(argument.Tokens[0].Value) ?? Refuse<int[]>(argument, $"up to {MostValues} whole numbers above 0: 4, 3-8 or 4,6,10", []),
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.ExactlyOne,
    };

    internal static int[]? Numbers(string text)
    {
        var numbers = new List<int>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-').Select(end => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
            if (ends.Length > 2 || ends.Any(end => end < 1) || ends[^1] < ends[0] || (long)ends[^1] - ends[0] >= MostValues)
                return null;
            numbers.AddRange(Enumerable.Range(ends[0], ends[^1] - ends[0] + 1));
        }

        return numbers.Count <= MostValues ? [.. numbers.Distinct()] : null;
    }

    private static double? Parse(ArgumentResult argument) =>
        double.TryParse(argument.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static T Refuse<T>(ArgumentResult argument, string wanted, T otherwise)
    {
        argument.AddError($"\"{argument.Tokens[0].Value}\" does not fit: it takes {wanted}.");
        return otherwise;
    }
}
