using System.Text.Json.Nodes;
using Microsoft.ML.Tokenizers;

namespace Nof1Agent.Tests.Support;

/// <summary>
/// Counts the tokens of a request as it went over the wire, with the vocabulary o200k_base: text and calls of all messages, four more per message, and the whole
/// JSON of every described function. Providers count functions in a shorter form, so this is rather too much than too little.
/// </summary>
internal static class TokenCounter
{
    private static readonly TiktokenTokenizer Tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");

    public static int Of(string text) => Tokenizer.CountTokens(text);

    /// <summary>What a model reads of a request.</summary>
    public static int OfRequest(JsonObject body)
    {
        var messages = body["messages"]!.AsArray().Sum(message => 4 + Of(TextOf(message!["content"])) + (message["tool_calls"] is { } calls ? Of(calls.ToJsonString()) : 0));
        return messages + (body["tools"] is { } tools ? Of(tools.ToJsonString()) : 0);
    }

    private static string TextOf(JsonNode? content) => content switch
    {
        null => "",
        JsonValue text => text.ToString(),
        JsonArray parts => string.Join("\n", parts.Select(part => part!["text"]?.ToString() ?? "")),
        _ => content.ToJsonString(),
    };
}
