using Nof1Agent.Skills.CheckIns;
using NodaTime;

namespace Nof1Agent.Tests.Journeys.RandomLives;

/// <summary>
/// What ought to be, in as few lines as can be and without a line of the program: a study day is the local date of some hours ago and never
/// runs backwards; an answer without a day is about the open day; what was acknowledged is kept once.
/// </summary>
internal sealed class LifeModel(bool nextMorning)
{
    public sealed record Answer(double? Value, bool Late, Disruption? Disrupted, Disruption? Missing, Adherence? Did);

    private readonly Dictionary<LocalDate, List<Answer?>> told = [];

    public LocalDate Day { get; private set; } = LocalDate.MinIsoValue;

    public HashSet<LocalDate> Lived { get; } = [];

    public LocalDate Latest => nextMorning ? Day.PlusDays(-1) : Day;

    public void Pass(Instant now, DateTimeZone zone, int dayEnds)
    {
        Day = LocalDate.Max(Day, now.InZone(zone).LocalDateTime.PlusHours(-dayEnds).Date);
        Lived.Add(Day);
    }

    public Answer? Of(LocalDate day) => told.GetValueOrDefault(day)?[^1];

    public bool IsAnswered(LocalDate day) => Of(day) is { } answer && (answer.Value is not null || answer.Missing is not null);

    public LocalDate Open(Instant now, DateTimeZone zone, Func<LocalDate, bool> inTrial) =>
        !nextMorning && now.InZone(zone).Hour < 12 && now.InZone(zone).Date == Day && inTrial(Day.PlusDays(-1)) ? Day.PlusDays(-1) : Latest;

    public void Tell(LocalDate day, double? value = null, Disruption? disrupted = null, Disruption? missing = null, Adherence? did = null)
    {
        var known = Of(day);
        var late = known is not null && (value is null || value == known.Value) ? known.Late : day < Latest;
        Put(day, new Answer(value ?? known?.Value, late, disrupted ?? known?.Disrupted, value is not null || known?.Value is not null && missing is null ? null : missing ?? known?.Missing, did ?? known?.Did));
    }

    public void Undo(LocalDate day) => Put(day, told[day].Count > 1 ? told[day][^2] : null);

    public IEnumerable<(LocalDate Day, Answer Answer)> Kept => told.Where(day => day.Value[^1] is not null).Select(day => (day.Key, day.Value[^1]!));

    private void Put(LocalDate day, Answer? answer)
    {
        if (!told.TryGetValue(day, out var list))
        {
            told[day] = list = [];
        }

        list.Add(answer);
    }
}
