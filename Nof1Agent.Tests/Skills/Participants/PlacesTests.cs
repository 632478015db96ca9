using Nof1Agent.Skills.Participants;
using NodaTime;

namespace Nof1Agent.Tests.Skills.Participants;

/// <summary>Places are found however their accents are written.</summary>
public sealed class PlacesTests
{
    private static readonly Instant Now = Instant.FromUtc(2027, 3, 1, 12, 0);

    [Theory]
    [InlineData("Sao Paulo", "America/Sao_Paulo")]
    [InlineData("São Paulo", "America/Sao_Paulo")]
    [InlineData("Sa\u0303o Paulo", "America/Sao_Paulo")]
    [InlineData("Zurich", "Europe/Zurich")]
    [InlineData("ZÜRICH", "Europe/Zurich")]
    [InlineData("Malaga", "Europe/Madrid")]
    [InlineData("Málaga", "Europe/Madrid")]
    [InlineData("Munchen", "Europe/Berlin")]
    [InlineData("München", "Europe/Berlin")]
    [InlineData("Koln", "Europe/Berlin")]
    [InlineData("Düsseldorf", "Europe/Berlin")]
    [InlineData("Bogotá", "America/Bogota")]
    [InlineData("Reykjavík", "Atlantic/Reykjavik")]
    [InlineData("Asunción", "America/Asuncion")]
    [InlineData("genève", "Europe/Zurich")]
    [InlineData("Geneve", "Europe/Zurich")]
    [InlineData("Kraków", "Europe/Warsaw")]
    [InlineData("Łódź", "Europe/Warsaw")]
    [InlineData("Göteborg", "Europe/Stockholm")]
    [InlineData("Goteborg", "Europe/Stockholm")]
    [InlineData("Malmo", "Europe/Stockholm")]
    [InlineData("Kobenhavn", "Europe/Copenhagen")]
    [InlineData("st. petersburg", "Europe/Moscow")]
    [InlineData("the hague", "Europe/Amsterdam")]
    public void Find_AnySpelling_IsTheZone(string place, string zone)
    {
        Assert.Equal(zone, Assert.Single(Places.Find(place, Now)).Id);
        Assert.True(Places.IsKnown(place));
    }

    [Theory]
    [InlineData("Curacao")]
    [InlineData("Curaçao")]
    [InlineData("Réunion")]
    [InlineData("Türkiye")]
    [InlineData("Côte d'Ivoire")]
    public void Find_CountryWithAccents_IsFound(string country) => Assert.Single(Places.Find(country, Now));

    [Theory]
    [InlineData("Atlantis")]
    [InlineData("")]
    [InlineData("···")]
    public void Find_NoPlace_FindsNothing(string place) => Assert.Empty(Places.Find(place, Now));
}
