using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nof1Agent.Host.Agent.Grounding;

// What a model gave as arguments, however it wrote them.
internal sealed partial class PersonsWord
{
    private static JsonNode? Find(JsonObject arguments, string name) => arguments.FirstOrDefault(argument => Same(argument.Key, name)).Value;

    private static string? Text(JsonObject arguments, string name) => Find(arguments, name) is JsonValue value && value.GetValueKind() is JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text
        : Find(arguments, name) is JsonValue other && other.GetValueKind() is JsonValueKind.Number ? other.ToJsonString() : null;

    private static bool True(JsonObject arguments, string name) => Find(arguments, name)?.ToJsonString().Trim('"') is { } value && Same(value, "true");

    private static bool False(JsonObject arguments, string name) => Find(arguments, name)?.ToJsonString().Trim('"') is { } value && Same(value, "false");

    private static bool Empty(JsonObject arguments, string name) => Find(arguments, name) is JsonArray array && array.All(item => string.IsNullOrWhiteSpace(item?.ToString()));

    private static double? Number(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Number => node.GetValue<JsonElement>() is var element && element.TryGetDouble(out var value) ? value : null,
        JsonValueKind.String => double.TryParse(node.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null,
        _ => null,
    };

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject inner => inner.SelectMany(argument => Texts(argument.Value)),
        JsonArray array => array.SelectMany(Texts),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => [value.ToString()],
        _ => [],
    };

    private static bool Same(string? a, string? b) => string.Equals(a?.Trim(), b?.Trim(), StringComparison.OrdinalIgnoreCase);
}
