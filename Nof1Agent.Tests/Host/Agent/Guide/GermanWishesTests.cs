using Nof1Agent.Host.Agent;
using Nof1Agent.Host.Agent.Guide;
using Nof1Agent.Skills;
using NodaTime;

namespace Nof1Agent.Tests.Host.Agent.Guide;

public sealed class GermanWishesTests
{
    private static readonly AgentState State = new() { OpenQuestion = OpenQuestion.Nothing, Trial = "running", InterviewComplete = true, Today = new LocalDate(2026, 11, 23), Language = "de" };

    [Theory]
    [InlineData("frag mich um halb elf", "days-set_check_in_time", 22, 30)]
    [InlineData("frag mich bitte um viertel nach acht", "days-set_check_in_time", 20, 15)]
    [InlineData("frag mich um 21:30 Uhr", "days-set_check_in_time", 21, 30)]
    [InlineData("erinnere mich abends um neun Uhr", "days-set_check_in_time", 21, 0)]
    [InlineData("sag mir morgens um halb acht, was dran ist", "days-set_morning_time", 7, 30)]
    public void Find_ATimeAsGermansSayIt_IsThatTime(string text, string function, int hour, int minute)
    {
        var call = DayWishes.Find(text, State)!;
        Assert.Equal(function, call.Function);
        Assert.Equal((hour, minute), (call.Arguments["hour"]!.GetValue<int>(), call.Arguments["minute"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("zeig mir meine Einstellungen", "days-settings")]
    [InlineData("ich wohne jetzt in Wien", "days-live_in")]
    [InlineData("bitte keine Erinnerungen mehr", "days-set_reminders")]
    public void Find_AWishInGerman_IsItsCall(string text, string function) => Assert.Equal(function, DayWishes.Find(text, State)!.Function);

    [Theory]
    [InlineData("35 Minuten")]
    [InlineData("ich bin um halb elf ins Bett")]
    public void Find_NoWish_IsNone(string text) => Assert.Null(DayWishes.Find(text, State));
}
