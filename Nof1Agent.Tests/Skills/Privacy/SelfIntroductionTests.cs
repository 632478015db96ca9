using Nof1Agent.Skills.Privacy;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Skills.Privacy;

/// <summary>People are known by the names that they give themselves; how they are, what they do and what they have stays readable.</summary>
public sealed class SelfIntroductionTests
{
    [Theory]
    [InlineData("my name is Anna", "Anna")]
    [InlineData("hi, My name's anna and I sleep badly", "anna")]
    [InlineData("My full name is Anna Maria Kowalski.", "Anna Maria Kowalski")]
    [InlineData("I am Anna", "Anna")]
    [InlineData("Hello! I'm Anna, 41, from Leeds", "Anna")]
    [InlineData("I’m Szabolcs Kovács. I have headaches", "Szabolcs Kovács")]
    [InlineData("this is Peter again", "Peter")]
    [InlineData("please call me Xiomara", "Xiomara")]
    [InlineData("Everybody calls me Bo.", "Bo")]
    [InlineData("I slept badly.\n- Tom", "Tom")]
    [InlineData("see you tomorrow. Best regards,\nMelissa Short", "Melissa Short")]
    [InlineData("ich heiße Jürgen", "Jürgen")]
    [InlineData("Ich heisse ana-lucía", "ana-lucía")]
    [InlineData("Mein Name ist Petra Lustig, ich schlafe schlecht", "Petra Lustig")]
    [InlineData("Hallo, ich bin Petra und schlafe schlecht", "Petra")]
    [InlineData("ich bin die Uschi Glas.", "Uschi Glas")]
    [InlineData("Ich bin Frau Weber", "Weber")]
    [InlineData("Hier ist Dr. Brandt", "Brandt")]
    [InlineData("nenn mich Kalle", "Kalle")]
    [InlineData("Danke! LG Sabine", "Sabine")]
    public void Names_ThatPeopleGiveThemselves_AreFound(string text, string name) => Assert.Equal([name], SelfIntroduction.NamesIn(text));

    [Theory]
    [InlineData("I am tired")]
    [InlineData("I'm Tired")]
    [InlineData("I am Very Tired today")]
    [InlineData("I AM TIRED")]
    [InlineData("I am 41")]
    [InlineData("I am German")]
    [InlineData("I'm Catholic and fasting")]
    [InlineData("I am ADHD diagnosed")]
    [InlineData("I am Type 2 diabetic")]
    [InlineData("I am on Sertraline")]
    [InlineData("I'm fine, thanks")]
    [InlineData("I am not Anna's mother")]
    [InlineData("call me tomorrow")]
    [InlineData("call me every evening at 8")]
    [InlineData("my name is not important")]
    [InlineData("my name is none of your business")]
    [InlineData("it's Sleep Onset that I want")]
    [InlineData("This is Day Three")]
    [InlineData("my medicine is called Melatonin")]
    [InlineData("ich bin müde")]
    [InlineData("Ich bin Lehrerin")]
    [InlineData("Ich bin Diabetiker Typ 2")]
    [InlineData("Ich bin Raucher und Vater von zwei Kindern")]
    [InlineData("Ich bin Mutter Zweier Kinder")]
    [InlineData("ich bin der Meinung, dass es hilft")]
    [InlineData("Ich bin Asthmatikerin")]
    [InlineData("Ich heiße das nicht gut")]
    [InlineData("heute bin ich Zuhause")]
    [InlineData("Ich bin Montag krank gewesen")]
    [InlineData("das hilft, liebe Grüße")]
    [InlineData("I take:\n- Lithium")]
    [InlineData("ich nehme\n- Magnesium\n- Johanniskraut")]
    [InlineData("")]
    public void WordsThatAreNoNames_AreLeft(string text) => Assert.Empty(SelfIntroduction.NamesIn(text));

    [Fact]
    public async Task NameToldInTheChat_IsTakenOutFromThenOn_OnAnyChannel()
    {
        await using var talk = await Talk.Begin();
        await talk.Say("I'm Xiomara Quill, and I sleep badly");
        Assert.Equal("Quill was here", (await talk.Use(skills => skills.Names.Redactor)).Redact("Quill was here"));
        await talk.Say("yes");
        Assert.Equal("[name] was here, [name]", (await talk.Use(skills => skills.Names.Redactor)).Redact("Quill was here, xiomara"));
        await talk.Say("my wife calls me Bo");
        Assert.Equal("greetings from [name]", (await talk.Use(skills => skills.Names.Redactor)).Redact("greetings from Bo"));
        Assert.Equal("I am tired", (await talk.Use(skills => skills.Names.Redactor)).Redact("I am tired"));
    }
}
