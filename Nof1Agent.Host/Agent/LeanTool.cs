using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Nof1Agent.Host.Agent;

/// <summary>A function as a model is told of it: name, description, parameters, each once. The libraries below repeat the description inside the schema, and a model reads every word in every call.</summary>
internal static class LeanTool
{
    /// <summary>The same function, described once.</summary>
    public static AITool Of(AITool tool) => tool is AIFunctionDeclaration function
        ? AIFunctionFactory.CreateDeclaration(function.Name, function.Description, Lean(function.JsonSchema))
        : tool;

    private static JsonElement Lean(JsonElement schema)
    {
        if (JsonObject.Create(schema) is not { } lean)
        {
            return schema;
        }

        lean.Remove("condition");
        lean.Remove("title");
        lean.Remove("description");
        return JsonSerializer.SerializeToElement(lean);
    }
}
