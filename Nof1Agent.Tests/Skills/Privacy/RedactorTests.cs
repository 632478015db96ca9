using CsCheck;
using Nof1Agent.Skills.Privacy;

namespace Nof1Agent.Tests.Skills.Privacy;

/// <summary>What tells who somebody is does not pass; what they measure does.</summary>
public sealed class RedactorTests
{
    private static readonly Redactor Will = new(["Will Mayer", "Olga"]);

    private static readonly Gen<string> Word = Gen.OneOf(
        "I", "slept", "badly", "25 minutes", "120/80", "7h30", "since 2026-11-02", "on 14.02.2027", "at 22:30", "3 of 10", "really", "my back", "hurts,", "(again)", "take 400 mg", "will", "may", "ok.");

    private static readonly Gen<string> Text = Word.Array[0, 12].Select(words => string.Join(' ', words));

    private static readonly Gen<string> Letters = Gen.Char["abcdefghijklmnopqrstuvwxyzäéøñ"].Array[3, 9].Select(letters => new string(letters));

    private static readonly Gen<string> Email = Gen.Select(Letters, Gen.OneOf(".", "_", "+", "-", ""), Letters, Letters, Gen.OneOf("com", "co.uk", "de", "example"),
        (first, mark, last, host, end) => $"{first}{mark}{last}@{host}.{end}");

    private static readonly Gen<string> Phone = Gen.Select(Gen.OneOf("+44 ", "0", "+49 (0)", "001-", "(020) ", "+351"), Gen.Int[100, 999], Gen.OneOf(" ", "-", ".", "/", ""), Gen.Int[1000, 9999],
        (start, first, mark, last) => $"{start}{first}{mark}{last}");

    private static readonly Gen<string> Handle = Gen.Select(Gen.OneOf("@", "t.me/", "https://instagram.com/", "www.facebook.com/"), Letters, Gen.Int[0, 99], (start, name, number) => $"{start}{name}{number}");

    [Fact]
    public void ContactData_AnywhereInAText_IsTakenOut() =>
        Gen.Select(Text, Gen.OneOf(Email, Phone, Handle), Text).Sample((before, planted, after) =>
        {
            var redacted = Redactor.Nameless.Redact($"{before} {planted} {after}");
            Assert.DoesNotContain(planted, redacted, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("[", redacted, StringComparison.Ordinal);
            Assert.Equal(redacted, Redactor.Nameless.Redact(redacted));
        }, iter: 3000);

    [Fact]
    public void NamesOfTheChannel_InAnyCase_AreTakenOut() =>
        Gen.Select(Letters, Letters, Text, Gen.Int[0, 3], Gen.OneOf("", "'s", ",", ".", "!")).Sample((first, last, text, form, end) =>
        {
            var redactor = new Redactor([$"{first} {last}"]);
            var name = form switch { 0 => first, 1 => last.ToUpperInvariant(), 2 => $"{first} {last}", _ => char.ToUpperInvariant(first[0]) + first[1..] };
            var redacted = redactor.Redact($"{name}{end} {text} {name}{end} {name}");
            Assert.DoesNotMatch($@"(?i)(?<![\p{{L}}])({first}|{last})(?![\p{{L}}])", redacted);
            Assert.Equal(redacted, redactor.Redact(redacted));
        }, iter: 300);

    [Fact]
    public void TextWithoutContactData_IsUnchanged() => Text.Sample(text => Assert.Equal(text, Will.Redact(text)), iter: 2000);

    [Fact]
    public void Anything_TakesLittleTimeAndSettles() =>
        Gen.String[0, 3000].Sample(text =>
        {
            var once = Redactor.Nameless.Redact(text);
            Assert.Equal(once, Redactor.Nameless.Redact(once));
        }, iter: 300);

    [Theory]
    [InlineData("call me on 0 7 7 0 0 900 123 please", "call me on [phone] please")]
    [InlineData("anna (at) example dot org", "[e-mail]")]
    [InlineData("ann\u200Ba@exam\u200Bple.org", "[e-mail]")]
    [InlineData("write to ａｎｎａ＠example.org", "write to [e-mail]")]
    [InlineData("my name is Zoë and I sleep badly", "my name is [name] and I sleep badly")]
    [InlineData("ich heiße Jürgen", "ich heiße [name]")]
    [InlineData("7 8 6 5 7 6 8 were my days", "7 8 6 5 7 6 8 were my days")]
    [InlineData("from 2026-11-02 to 2026-12-14, 20-40 minutes", "from 2026-11-02 to 2026-12-14, 20-40 minutes")]
    [InlineData("120, 130, 125 and 141 in the morning", "120, 130, 125 and 141 in the morning")]
    public void Text_Redacted_Is(string text, string expected) => Assert.Equal(expected, Redactor.Nameless.Redact(text));

    [Theory]
    [InlineData("I will try", "I will try")]
    [InlineData("Will here", "[name] here")]
    public void NameThatIsAWord_IsTakenOutOnlyWhereItIsWrittenAsAName(string text, string expected) => Assert.Equal(expected, new Redactor(["Will"]).Redact(text));
}
