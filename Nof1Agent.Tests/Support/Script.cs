using System.Text.Json.Nodes;

namespace Nof1Agent.Tests.Support;

/// <summary>What a scripted model answers to which message, in the mock server's own format.</summary>
internal sealed class Script
{
    private readonly JsonArray fixtures = [];

    public JsonArray Fixtures => (JsonArray)fixtures.DeepClone();

    /// <summary>Answers with words only.</summary>
    public Script Says(string toMessage, string words) => Add(toMessage, afterFunctions: false, new JsonObject { ["content"] = words });

    /// <summary>Calls a function, with words beside the call or without.</summary>
    public Script Calls(string toMessage, string words, string function, params (string Name, JsonNode? Value)[] arguments)
    {
        var call = new JsonObject { ["name"] = function.Replace('-', '_'), ["arguments"] = new JsonObject(arguments.Select(argument => KeyValuePair.Create(argument.Name, argument.Value))) };
        var response = new JsonObject { ["toolCalls"] = new JsonArray(call) };
        if (words.Length > 0)
        {
            response["content"] = words;
        }

        return Add(toMessage, afterFunctions: false, response);
    }

    /// <summary>Answers when the functions' results are there.</summary>
    public Script Then(string toMessage, string words) => Add(toMessage, afterFunctions: true, new JsonObject { ["content"] = words });

    private Script Add(string toMessage, bool afterFunctions, JsonObject response)
    {
        fixtures.Add(new JsonObject { ["match"] = new JsonObject { ["userMessage"] = toMessage, ["hasToolResult"] = afterFunctions }, ["response"] = response });
        return this;
    }
}
