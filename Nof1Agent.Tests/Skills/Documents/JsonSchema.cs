using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nof1Agent.Tests.Skills.Documents;

/// <summary>The part of JSON Schema 2020-12 that the documented schemas use; anything else in a schema is a problem too, so that nothing is checked by mistake only.</summary>
internal static class JsonSchema
{
    private static readonly string[] Known = ["$schema", "$id", "$defs", "$ref", "title", "description", "type", "enum", "const", "pattern", "required", "properties", "additionalProperties", "items", "minimum", "maximum"];

    public static IEnumerable<string> Problems(JsonNode? value, JsonObject schema, JsonObject root, string at)
    {
        foreach (var unknown in schema.Where(member => !Known.Contains(member.Key)))
        {
            yield return $"{at}: the schema uses {unknown.Key}";
        }

        if (schema["$ref"] is { } reference)
        {
            schema = root["$defs"]![reference.GetValue<string>()["#/$defs/".Length..]]!.AsObject();
        }

        if (schema["type"] is { } type && !(type is JsonArray many ? many.Select(one => one!.GetValue<string>()) : [type.GetValue<string>()]).Any(one => Is(value, one)))
        {
            yield return $"{at}: {value?.ToJsonString() ?? "null"} is not {type.ToJsonString()}";
            yield break;
        }

        if ((schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value))) || (schema["const"] is { } only && !JsonNode.DeepEquals(only, value)))
        {
            yield return $"{at}: {value?.ToJsonString() ?? "null"} is not one of those allowed";
        }

        if (schema["pattern"] is { } pattern && value is JsonValue text && text.GetValueKind() is JsonValueKind.String && !Regex.IsMatch(text.GetValue<string>(), pattern.GetValue<string>()))
        {
            yield return $"{at}: {value.ToJsonString()} does not match {pattern}";
        }

        if (value is JsonValue number && number.GetValueKind() is JsonValueKind.Number
            && (number.GetValue<double>() < (schema["minimum"]?.GetValue<double>() ?? double.MinValue) || number.GetValue<double>() > (schema["maximum"]?.GetValue<double>() ?? double.MaxValue)))
        {
            yield return $"{at}: {number} is out of range";
        }

        var inner = value switch
        {
            JsonObject members => Members(members, schema, root, at),
            JsonArray items when schema["items"] is JsonObject each => items.SelectMany((item, place) => Problems(item, each, root, $"{at}[{place}]")),
            _ => [],
        };
        foreach (var problem in inner)
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Members(JsonObject members, JsonObject schema, JsonObject root, string at)
    {
        var properties = schema["properties"]?.AsObject() ?? [];
        foreach (var missing in (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).Where(name => !members.ContainsKey(name)))
        {
            yield return $"{at}: {missing} is missing";
        }

        foreach (var (name, member) in members)
        {
            if (properties[name] is JsonObject known)
            {
                foreach (var problem in Problems(member, known, root, $"{at}.{name}"))
                {
                    yield return problem;
                }
            }
            else if (schema["additionalProperties"] is JsonObject any)
            {
                foreach (var problem in Problems(member, any, root, $"{at}.{name}"))
                {
                    yield return problem;
                }
            }
            else if (schema["additionalProperties"]?.GetValue<bool>() is false)
            {
                yield return $"{at}: {name} is not described";
            }
        }
    }

    private static bool Is(JsonNode? value, string type) => (value?.GetValueKind() ?? JsonValueKind.Null, type) switch
    {
        (JsonValueKind.Null, "null") or (JsonValueKind.Object, "object") or (JsonValueKind.Array, "array") or (JsonValueKind.String, "string") or (JsonValueKind.Number, "number")
            or (JsonValueKind.True or JsonValueKind.False, "boolean") => true,
        (JsonValueKind.Number, "integer") => value!.GetValue<double>() % 1 == 0,
        _ => false,
    };
}
