using CsCheck;
using Nof1Agent.Host.Channels.Telegram;
using Nof1Agent.Skills;
using Nof1Agent.Tests.Support.Telegram;

namespace Nof1Agent.Tests.Channels.Telegram;

public sealed class TelegramTextTests
{
    private static readonly string[] Parts = ["a", "word", ". ", "\n\n", "🎯", " ", "<b>", "&", "مرحبا", "longwordwithoutanypause"];

    [Fact]
    public void Split_LongText_CutsAtTheEndOfASentence()
    {
        var text = string.Concat(Enumerable.Range(0, 300).Select(i => $"This is sentence number {i}, and it is a little long. "));
        var pieces = TelegramText.Split(text);
        Assert.True(pieces.Count > 1);
        Assert.All(pieces, piece => Assert.EndsWith(".", piece, StringComparison.Ordinal));
        Assert.Equal(text.Trim(), string.Join(' ', pieces));
    }

    [Fact]
    public void Split_Caption_OnlyTheFirstPieceIsShort()
    {
        var pieces = TelegramText.Split(string.Concat(Enumerable.Repeat("Ten words stand here, and the tenth one is last. ", 100)), TelegramText.LongestCaption);
        Assert.InRange(pieces[0].Length, 900, TelegramText.LongestCaption);
        Assert.InRange(pieces[1].Length, TelegramText.LongestCaption + 1, TelegramText.LongestMessage);
    }

    [Fact]
    public void Split_AnyText_LosesNothingButSpacesAndBreaksNoCharacter() =>
        Gen.Select(Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[0, 400], Gen.Int[16, 200]).Sample((parts, longest) =>
        {
            var text = string.Concat(parts);
            var pieces = TelegramText.Split(text, longest, longest);
            Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, longest));
            Assert.Equal(Seen(text), Seen(string.Concat(pieces)));
            Assert.All(pieces, piece => Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(piece))));
            Assert.All(pieces, piece => Assert.Null(TelegramHtml.Problem(TelegramText.Html(piece))));
            Assert.All(pieces, piece => Assert.Equal(piece, TelegramHtml.Plain(TelegramText.Html(piece))));
        });

    [Fact]
    public void Keyboard_ManyChoices_EveryButtonLeadsBack()
    {
        var choices = Enumerable.Range(0, 11).Select(i => new Choice(i == 3 ? new string('x', 200) : $"{i}", SkillCall.Of("help-explain"))).ToList();
        var buttons = TelegramKeyboard.Of(987_654_321, choices, ChoiceLayout.Scale)!.InlineKeyboard.SelectMany(row => row).ToList();
        Assert.Equal(11, buttons.Count);
        Assert.All(buttons, button => Assert.True(button.CallbackData!.Length <= 64 && button.Text.Length <= 60));
        Assert.Equal(Enumerable.Range(0, 11).Select(i => (987_654_321L, $"c{i}")), buttons.Select(button => TelegramKeyboard.Read(button.CallbackData)!.Value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("c1")]
    [InlineData(":c1")]
    [InlineData("1:")]
    [InlineData("-1:c1")]
    [InlineData("99999999999999999999999:c1")]
    [InlineData("1:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc")]
    public void Keyboard_DataThatIsNotOurs_IsNothing(string? data) => Assert.Null(TelegramKeyboard.Read(data));

    private static string Seen(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
