using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Nof1Agent.Host.Agent.Guide.Language;

/// <summary>All words and phrases of one language, read from the embedded files of its folder. Rules are code; words are data.</summary>
internal sealed record WordLists
{
    private static readonly string[] Files = ["numbers", "days", "acts", "questions", "replies", "checkin", "people", "goals", "outcomes", "choices"];

    public static WordLists English { get; } = Load("en");

    public required Spelling Spelling { get; init; }
    public required NumberWords Numbers { get; init; }
    public required DayWords Days { get; init; }
    public required ActWords Acts { get; init; }
    public required QuestionWords Questions { get; init; }
    public required ReplyWords Replies { get; init; }
    public required CheckinWords Checkin { get; init; }
    public required PeopleWords People { get; init; }
    public required GoalWords Goals { get; init; }
    public required OutcomeWords Outcomes { get; init; }
    public required ChoiceWords Choices { get; init; }

    /// <summary>Reads the lists of a language.</summary>
    /// <param name="language">Two-letter code, the name of the folder.</param>
    /// <exception cref="InvalidOperationException">A file is missing or not as its record asks; the message names it.</exception>
    public static WordLists Load(string language)
    {
        var macros = Parse<Dictionary<string, string>>("macros", JsonSerializerOptions.Default);
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new PatternConverter(macros), new WordSetConverter() } };
        var shortForms = Parse<SpellingWords>("spelling", options);
        var vocabulary = Files.Append("macros").SelectMany(f => Strings(JsonNode.Parse(Text(f)))).Concat(shortForms.Emoji.Values);
        return new WordLists
        {
            Spelling = new Spelling(vocabulary, Strings(JsonNode.Parse(Text("common"))), shortForms.Rewrites, shortForms.Emoji),
            Numbers = Parse<NumberWords>("numbers", options),
            Days = Parse<DayWords>("days", options),
            Acts = Parse<ActWords>("acts", options),
            Questions = Parse<QuestionWords>("questions", options),
            Replies = Parse<ReplyWords>("replies", options),
            Checkin = Parse<CheckinWords>("checkin", options),
            People = Parse<PeopleWords>("people", options),
            Goals = Parse<GoalWords>("goals", options),
            Outcomes = Parse<OutcomeWords>("outcomes", options),
            Choices = Parse<ChoiceWords>("choices", options),
        };

        T Parse<T>(string file, JsonSerializerOptions with)
        {
            try
            {
                return JsonSerializer.Deserialize<T>(Text(file), with) ?? throw new InvalidOperationException($"Word list {language}/{file}.json is empty.");
            }
            catch (JsonException e)
            {
                throw new InvalidOperationException($"Word list {language}/{file}.json cannot be read: {e.Message}", e);
            }
        }

        string Text(string file)
        {
            var name = $"{typeof(WordLists).Namespace}.Words.{language}.{file}.json";
            using var stream = typeof(WordLists).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"Word list {name} is not embedded.");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(f => Strings(f.Value).Append(f.Key.Any(char.IsAsciiLetterUpper) ? "" : f.Key)),
        JsonArray items => items.SelectMany(Strings),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    private sealed record SpellingWords
    {
        public required IReadOnlyDictionary<string, string> Rewrites { get; init; }
        public required IReadOnlyDictionary<string, string> Emoji { get; init; }
    }
}

/// <summary>Reads a list of words as a set: the serializer has no converter for read-only sets.</summary>
internal sealed class WordSetConverter : JsonConverter<IReadOnlySet<string>>
{
    public override IReadOnlySet<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []).ToFrozenSet();

    public override void Write(Utf8JsonWriter writer, IReadOnlySet<string> value, JsonSerializerOptions options) => throw new NotSupportedException("Word lists are read only.");
}
