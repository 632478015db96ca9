using System.Globalization;
using System.Xml;
using Nof1Agent.Skills.Languages;
using NodaTime;
using NodaTime.Text;

namespace Nof1Agent.Skills.Imports;

/// <summary>
/// The export.xml of Apple Health, read as a stream. Only <c>Record</c> elements are looked at; the document's own type definition is skipped,
/// no entity is resolved and nothing outside of the file is opened.
/// </summary>
/// <remarks>
/// Quantities that add up (steps, energy, minutes) are summed per study day, all others are averaged; where several devices measured the same,
/// the one with the most days counts. Sleep is the union of the stretches asleep from noon to noon, filed under the day before the night.
/// </remarks>
internal static class AppleHealth
{
    private const string Sleep = "HKCategoryTypeIdentifierSleepAnalysis";
    private const int MostRecords = 20_000_000;
    private const int MostSeries = 500;

    private static readonly string[] Sums =
    [
        "StepCount", "Distance", "Energy", "ExerciseTime", "StandTime", "FlightsClimbed", "Dietary", "PushCount", "MindfulSession", "TimeInDaylight", "NumberOf", "StrokeCount",
    ];

    private static readonly OffsetDateTimePattern Moment = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm':'ss o<+HHmm>");

    public static ImportResult Read(MeasuredStream content, string fileName, int dayEndsAtHour, SpokenLanguage language)
    {
        var series = new Dictionary<(string Type, string Unit, string Source), Dictionary<LocalDate, (double Sum, int Count)>>();
        var nights = new Dictionary<LocalDate, List<(Instant From, Instant To)>>();
        var (records, unreadable) = (0, 0);
        try
        {
            using var xml = XmlReader.Create(content, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersFromEntities = 1024, IgnoreComments = true, IgnoreWhitespace = true, IgnoreProcessingInstructions = true,
            });
            while (xml.Read())
            {
                if (xml is not { NodeType: XmlNodeType.Element, Name: "Record" } || xml.GetAttribute("type") is not { } type)
                {
                    continue;
                }

                if (++records > MostRecords)
                {
                    return ImportResult.Refuse(language.Say("imports.refuse.too-many-records"));
                }

                if (Moment.Parse(xml.GetAttribute("startDate") ?? "") is not { Success: true, Value: var from } || Moment.Parse(xml.GetAttribute("endDate") ?? "") is not { Success: true, Value: var to }
                    || to.ToInstant() < from.ToInstant())
                {
                    unreadable++;
                    continue;
                }

                if (type == Sleep)
                {
                    AddNight(nights, xml.GetAttribute("value"), from, to);
                }
                else if (double.TryParse(xml.GetAttribute("value"), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                {
                    var key = (Short(type), xml.GetAttribute("unit") ?? "", xml.GetAttribute("sourceName") ?? "");
                    if (!series.TryGetValue(key, out var days))
                    {
                        if (series.Count == MostSeries)
                        {
                            return ImportResult.Refuse(language.Say("imports.refuse.too-many-kinds"));
                        }

                        series[key] = days = [];
                    }

                    var day = from.LocalDateTime.PlusHours(-dayEndsAtHour).Date;
                    var had = days.GetValueOrDefault(day);
                    days[day] = (had.Sum + value, had.Count + 1);
                }
            }
        }
        catch (XmlException problem)
        {
            return ImportResult.Refuse(language.Say("imports.refuse.breaks-off", ("line", problem.LineNumber)));
        }
        catch (ArgumentException)
        {
            // The framework's reader itself stumbles over some broken declarations of an encoding.
            return ImportResult.Refuse(language.Say("imports.refuse.not-apple"));
        }

        var columns = series.GroupBy(one => (one.Key.Type, one.Key.Unit)).OrderBy(kind => kind.Key.Type, StringComparer.Ordinal).Select(Quantity).ToList();
        if (nights.Count > 0)
        {
            columns.Insert(0, new ImportedColumn { Name = "Asleep (min)", Days = [.. nights.OrderBy(night => night.Key).Select(night => new ImportedDay(night.Key, Union(night.Value)))] });
        }

        return columns.Count == 0
            ? ImportResult.Refuse(language.Say(unreadable > 0 ? "imports.refuse.times" : "imports.refuse.no-records"))
            : new ImportResult(new ImportedTable { Kind = ImportKind.AppleHealth, FileName = fileName, Sha256 = content.Sha256(), Columns = columns }, null);
    }

    private static ImportedColumn Quantity(IGrouping<(string Type, string Unit), KeyValuePair<(string Type, string Unit, string Source), Dictionary<LocalDate, (double Sum, int Count)>>> kind)
    {
        var adds = Sums.Any(part => kind.Key.Type.Contains(part, StringComparison.Ordinal));
        var chosen = kind.OrderByDescending(one => one.Value.Count).ThenBy(one => one.Key.Source, StringComparer.Ordinal).First();
        return new ImportedColumn
        {
            Name = $"{kind.Key.Type} ({kind.Key.Unit})",
            Days = [.. chosen.Value.OrderBy(day => day.Key).Select(day => new ImportedDay(day.Key, adds ? day.Value.Sum : day.Value.Sum / day.Value.Count))],
            Notes = [adds ? "summed per day" : "averaged per day", .. kind.Count() > 1 ? new[] { $"of {kind.Count()} devices the one with the most days" } : []],
        };
    }

    private static void AddNight(Dictionary<LocalDate, List<(Instant From, Instant To)>> nights, string? value, OffsetDateTime from, OffsetDateTime to)
    {
        if (value?.Contains("Asleep", StringComparison.Ordinal) is not true)
        {
            return;
        }

        var day = from.LocalDateTime.PlusHours(-12).Date;
        if (!nights.TryGetValue(day, out var stretches))
        {
            nights[day] = stretches = [];
        }

        stretches.Add((from.ToInstant(), to.ToInstant()));
    }

    // A watch and a phone that both saw the same hour saw one hour.
    private static double Union(List<(Instant From, Instant To)> stretches)
    {
        var total = Duration.Zero;
        var until = Instant.MinValue;
        foreach (var (from, to) in stretches.OrderBy(stretch => stretch.From))
        {
            var begin = Instant.Max(from, until);
            if (to > begin)
            {
                total += to - begin;
                until = to;
            }
        }

        return Math.Round(total.TotalMinutes, 1);
    }

    private static string Short(string type) => type.Replace("HKQuantityTypeIdentifier", "", StringComparison.Ordinal).Replace("HKCategoryTypeIdentifier", "", StringComparison.Ordinal);
}
