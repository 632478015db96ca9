using System.Security.Cryptography;
using CsCheck;
using Nof1Agent.Skills.Protection;

namespace Nof1Agent.Tests.Skills.Protection;

public sealed class SealedTextTests
{
    private static readonly DataKey Key = new("abcdefghijkl", [.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    private static readonly DataKey Other = Key with { Secret = [.. Key.Secret.Reverse()] };

    [Fact]
    public void Open_GivesBackWhatWasSealed() => Gen.String[Gen.Char, 0, 200].Where(text => !text.Any(char.IsSurrogate)).Sample(text =>
    {
        Assert.Equal(text, SealedText.Open(Key, SealedText.Seal(Key, text)));
        Assert.Equal(text, SealedText.Open(Key, SealedText.Seal(Key, text, stable: true)));
    });

    [Fact]
    public void Seal_SameTextTwice_IsTheSameCellOnlyWhereThatIsAskedFor()
    {
        Assert.NotEqual(SealedText.Seal(Key, "headache"), SealedText.Seal(Key, "headache"));
        Assert.Equal(SealedText.Seal(Key, "headache", stable: true), SealedText.Seal(Key, "headache", stable: true));
        Assert.NotEqual(SealedText.Seal(Key, "headache", stable: true), SealedText.Seal(Other, "headache", stable: true));
    }

    [Fact]
    public void Open_AnythingChanged_IsRefused()
    {
        var cell = SealedText.Seal(Key, "headache");
        for (var at = 16; at < cell.Length; at++)
        {
            var changed = cell[..at] + (cell[at] == 'A' ? 'B' : 'A') + cell[(at + 1)..];
            // The last character of base64url may hold bits that say nothing.
            Assert.True(at == cell.Length - 1 || Record.Exception(() => SealedText.Open(Key, changed)) is CryptographicException, $"{at}");
        }

        Assert.ThrowsAny<CryptographicException>(() => SealedText.Open(Other, cell));
        Assert.ThrowsAny<CryptographicException>(() => SealedText.Open(Key with { Id = "another-key1" }, cell));
        Assert.ThrowsAny<CryptographicException>(() => SealedText.Open(Key, cell[..20]));
        Assert.ThrowsAny<CryptographicException>(() => SealedText.Open(Key, cell + "!"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("~1.")]
    [InlineData("~1.abc")]
    [InlineData("I take ~1.abcdefghijkl.x")]
    public void IsSealed_PlainText_IsNot(string? text) => Assert.False(SealedText.IsSealed(text, out _));

    [Fact]
    public void IsSealed_ACell_NamesItsKey()
    {
        Assert.True(SealedText.IsSealed(SealedText.Seal(Key, ""), out var id));
        Assert.Equal(Key.Id, id);
    }
}
