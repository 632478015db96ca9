using CsCheck;
using Nof1Agent.Skills.Storage;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Tests.Skills.Storage;

public sealed class ColumnTextTests
{
    private static readonly InstantPattern Pattern = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffff'Z'");
    private static readonly Gen<Instant> Moments = Gen.Select(Gen.Long[-60_000_000_000, 250_000_000_000], Gen.Int[0, 999_999_999], (seconds, nanoseconds) => Instant.FromUnixTimeSeconds(seconds).PlusNanoseconds(nanoseconds));

    [Fact]
    public void Instant_WrittenAndRead_IsTheSameAndLooksLikeThePattern() => Moments.Sample(moment =>
        ColumnText.Of(moment) == Pattern.Format(moment) && ColumnText.ReadInstant(ColumnText.Of(moment)) == moment);

    [Fact]
    public void Instant_ComparedAsText_ComparesAsTime() => Gen.Select(Moments, Moments).Sample((one, other) =>
        Math.Sign(string.CompareOrdinal(ColumnText.Of(one), ColumnText.Of(other))) == Math.Sign(one.CompareTo(other)));

    [Fact]
    public void Date_WrittenAndRead_IsTheSameAndLooksLikeIso() => Gen.Int[1, 9999].Select(Gen.Int[1, 366], (year, day) => new LocalDate(year, 1, 1).PlusDays(Math.Min(day, 365) - 1)).Sample(date =>
        ColumnText.Of(date) == LocalDatePattern.Iso.Format(date) && ColumnText.ReadDate(ColumnText.Of(date)) == date);

    [Theory]
    [InlineData("2027-03-01T08:00:00Z")]
    [InlineData("2027-03-01T08:00:00.5Z")]
    public void ReadInstant_OtherWidth_IsReadAllTheSame(string text) => Assert.Equal(InstantPattern.ExtendedIso.Parse(text).Value, ColumnText.ReadInstant(text));

    [Theory]
    [InlineData("2027-13-01")]
    [InlineData("2027-03-01T08:00:00.00000000xZ")]
    [InlineData("nonsense")]
    public void Read_NoDate_Throws(string text)
    {
        Assert.ThrowsAny<Exception>(() => ColumnText.ReadInstant(text));
        Assert.ThrowsAny<Exception>(() => ColumnText.ReadDate(text));
    }
}
