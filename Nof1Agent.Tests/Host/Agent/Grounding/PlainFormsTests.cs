using Nof1Agent.Host.Agent.Grounding;

namespace Nof1Agent.Tests.Host.Agent.Grounding;

/// <summary>A number or a word that is written in other signs is the same number or word: nothing passes the guard by being written differently.</summary>
public sealed class PlainFormsTests
{
    [Theory]
    [InlineData("３５％ ｂｅｔｔｅｒ", "35 % better")]
    [InlineData("𝟑𝟓 minutes", "35 minutes")]
    [InlineData("𝐬𝐥𝐞𝐞𝐩", "sleep")]
    [InlineData("٣٥ minutes", "35 minutes")]
    [InlineData("²⁵ and ₃", "25 and 3")]
    [InlineData("①②", "1 2")]
    [InlineData("Ⅳ of ⅻ", "4 of 12")]
    [InlineData("⅜", "3/8")]
    [InlineData("1⁄2", "1/2")]
    [InlineData("5㎎", "5 mg")]
    [InlineData("fu\u0308r eﬃcient", "für efficient")]
    [InlineData("scho\u0308n", "schön")]
    [InlineData("1\u20E35\u200B0", "150")]
    [InlineData("be\u0332tter", "better")]
    public void Of_OtherSigns_AreThePlainOnes(string written, string meant) =>
        Assert.Equal(Token.Of(meant).Select(token => token.Text), Token.Of(written).Select(token => token.Text));

    [Fact]
    public void TheFrameworksOwnNormalisation_DoesNothingHere_SoThatThisIsNeeded() => Assert.Equal("３５", "３５".Normalize(System.Text.NormalizationForm.FormKC));
}
