using System.Globalization;

namespace Nof1Agent.Skills.Conversations;

/// <summary>Buttons are named by their place. What a button does is looked up in the stored message, so that nobody can make one up.</summary>
internal static class ChoiceIds
{
    public static string Of(int place) => string.Create(CultureInfo.InvariantCulture, $"c{place}");

    public static Choice? Find(IReadOnlyList<Choice> choices, string id) =>
        id.Length is > 1 and < 5 && id[0] == 'c' && int.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < choices.Count
            ? choices[place]
            : null;
}
