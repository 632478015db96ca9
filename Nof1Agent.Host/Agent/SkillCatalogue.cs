using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.SemanticKernel;
using Nof1Agent.Skills;

namespace Nof1Agent.Host.Agent;

/// <summary>
/// The functions that a model, the guide and a button may call: the described methods of the skills, each under one name. All three
/// go through <see cref="Invoke"/>, so that whatever is refused to one is refused to all.
/// </summary>
internal static class SkillCatalogue
{
    private static readonly IReadOnlyDictionary<string, SkillFunction> Functions = Find();

    /// <summary>All functions, by name.</summary>
    public static IEnumerable<SkillFunction> All => Functions.Values;

    /// <summary>Calls a function over a turn's skills. Wrong names, wrong arguments and failures are refusals, never exceptions, except a bug in a skill.</summary>
    /// <param name="skills">The turn's skills.</param>
    /// <param name="call">The call.</param>
    /// <param name="isMisuse">True: it was refused before it reached a skill, so that the refusal concerns the caller and not the person.</param>
    public static SkillReply Invoke(SkillSet skills, SkillCall call, out bool isMisuse)
    {
        isMisuse = true;
        if (!Functions.TryGetValue(Plain(call.Function), out var function))
        {
            return SkillReply.Refuse($"There is no function \"{call.Function}\".");
        }

        var arguments = new object?[function.Parameters.Count];
        foreach (var (parameter, place) in function.Parameters.Select((parameter, place) => (parameter, place)))
        {
            var (name, value) = call.Arguments.FirstOrDefault(argument => string.Equals(argument.Key, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (name is null || value is null)
            {
                if (!parameter.HasDefaultValue)
                {
                    return SkillReply.Refuse($"The function {function.Name} needs the argument \"{parameter.Name}\".");
                }

                arguments[place] = parameter.DefaultValue;
                continue;
            }

            try
            {
                arguments[place] = value.Deserialize(parameter.ParameterType, ArgumentJson);
            }
            catch (JsonException)
            {
                return SkillReply.Refuse($"The argument \"{parameter.Name}\" of {function.Name} is not of the right kind.");
            }
        }

        var target = skills.Plugins.First(plugin => plugin.Plugin == function.Plugin).Skills;
        isMisuse = false;
        try
        {
            return (SkillReply)function.Method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        }
        catch (ArgumentException problem)
        {
            isMisuse = true;
            return SkillReply.Refuse($"{function.Name} cannot do that: {problem.Message}");
        }
    }

    /// <summary>"trials.ChooseLength", "trials_choose_length" and "trials-choose_length" are one name.</summary>
    public static string Plain(string name) => name.Replace('.', '-').ToLowerInvariant() is var lower && !lower.Contains('-') && lower.IndexOf('_') is var first and > 0
        ? string.Concat(lower.AsSpan(0, first), "-", lower.AsSpan(first + 1))
        : lower;

    private static readonly JsonSerializerOptions ArgumentJson = new(JsonSerializerDefaults.Web)
    {
        // Models give numbers as text now and then; text is never taken for anything else.
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowReadingFromString,
        Converters = { new TextArgument() },
    };

    private static Dictionary<string, SkillFunction> Find()
    {
        var plugins = typeof(SkillSet).GetProperties().Where(property => property.PropertyType.Name.EndsWith("Skills", StringComparison.Ordinal));
        var found = new Dictionary<string, SkillFunction>(StringComparer.Ordinal);
        foreach (var plugin in plugins)
        {
            foreach (var method in plugin.PropertyType.GetMethods().Where(method => method.GetCustomAttribute<DescriptionAttribute>() is not null))
            {
                var function = new SkillFunction(plugin.Name.ToLowerInvariant(), SnakeCase(method.Name), method);
                found.Add(function.Name, function);
            }
        }

        return found;
    }

    private static string SnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    /// <summary>A text argument that a model gave as a bare number or a truth value.</summary>
    private sealed class TextArgument : System.Text.Json.Serialization.JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => JsonNode.Parse(ref reader)!.ToJsonString(),
            _ => throw new JsonException("not a text"),
        };

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}

/// <summary>One function of the catalogue.</summary>
internal sealed record SkillFunction(string Plugin, string ShortName, MethodInfo Method)
{
    /// <summary>plugin-function, as a model sees it.</summary>
    public string Name => $"{Plugin}-{ShortName}";

    /// <summary>What it does, for the model.</summary>
    public string Description { get; } = Method.GetCustomAttribute<DescriptionAttribute>()!.Description;

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<ParameterInfo> Parameters { get; } = Method.GetParameters();

    /// <summary>Its parameters as Semantic Kernel describes them to a model.</summary>
    public IReadOnlyList<KernelParameterMetadata> Metadata { get; } =
    [
        .. Method.GetParameters().Select(parameter => Describe(
            parameter.Name!, parameter.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "", parameter.ParameterType, !parameter.HasDefaultValue)),
    ];

    /// <summary>A parameter, with a schema that says its kind and its meaning and nothing else: each word of it is read in every call.</summary>
    public static KernelParameterMetadata Describe(string name, string description, Type type, bool isRequired = false) => new(name)
    {
        Description = description,
        ParameterType = type,
        IsRequired = isRequired,
        Schema = KernelJsonSchema.Parse(Schema(Nullable.GetUnderlyingType(type) ?? type, description).ToJsonString()),
    };

    private static JsonObject Schema(Type type, string description)
    {
        var schema = new JsonObject
        {
            ["type"] = type == typeof(bool) ? "boolean" : type == typeof(int) ? "integer" : type == typeof(double) ? "number" : type == typeof(string[]) ? "array" : "string",
            ["description"] = description,
        };
        if (type == typeof(string[]))
        {
            schema["items"] = new JsonObject { ["type"] = "string" };
        }

        return schema;
    }
}
