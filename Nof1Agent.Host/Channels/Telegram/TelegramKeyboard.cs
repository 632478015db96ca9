using System.Globalization;
using Nof1Agent.Skills;
using Telegram.Bot.Types.ReplyMarkups;

namespace Nof1Agent.Host.Channels.Telegram;

/// <summary>Buttons under a message. What a button carries is only which message and which place; what it does lies in the stored message.</summary>
internal static class TelegramKeyboard
{
    private const int NumbersInARow = 6;
    private const int LongestLabel = 60;

    // Shorter labels share a row.
    private const int LettersInARow = 24;

    /// <summary>The keyboard of a message; null without choices.</summary>
    public static InlineKeyboardMarkup? Of(long messageId, IReadOnlyList<Choice> choices, ChoiceLayout layout)
    {
        if (choices.Count == 0)
        {
            return null;
        }

        var buttons = choices.Select((choice, place) => InlineKeyboardButton.WithCallbackData(TelegramText.Shortened(choice.Label, LongestLabel), Data(messageId, place)));
        return new InlineKeyboardMarkup(layout is ChoiceLayout.Scale ? buttons.Chunk(NumbersInARow) : Rows(buttons));
    }

    /// <summary>What a button carries.</summary>
    public static string Data(long messageId, int place) => string.Create(CultureInfo.InvariantCulture, $"{messageId}:c{place}");

    /// <summary>Reads it back; null for anything that this service did not make.</summary>
    public static (long MessageId, string ChoiceId)? Read(string? data)
    {
        var colon = data?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 && colon < data!.Length - 1 && data.Length <= 40 && long.TryParse(data.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (id, data[(colon + 1)..])
            : null;
    }

    private static IEnumerable<InlineKeyboardButton[]> Rows(IEnumerable<InlineKeyboardButton> buttons)
    {
        var row = new List<InlineKeyboardButton>();
        foreach (var button in buttons)
        {
            if (row.Count > 0 && (row.Count == 3 || row.Sum(b => b.Text.Length + 3) + button.Text.Length > LettersInARow))
            {
                yield return [.. row];
                row.Clear();
            }

            row.Add(button);
        }

        yield return [.. row];
    }
}
