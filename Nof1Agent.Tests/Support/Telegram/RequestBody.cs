using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Nof1Agent.Tests.Support.Telegram;

/// <summary>The parameters of a Bot API call, from the query, a JSON body, a form or a multipart upload.</summary>
internal static class RequestBody
{
    public static async Task<JsonObject> Read(HttpRequest request)
    {
        var body = new JsonObject();
        foreach (var (name, value) in request.Query)
        {
            body[name] = value.ToString();
        }

        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            foreach (var (name, value) in form)
            {
                body[name] = Parsed(value.ToString());
            }

            foreach (var file in form.Files)
            {
                using var content = new MemoryStream();
                await file.CopyToAsync(content);
                body[$"name:{file.Name}"] = file.FileName;
                body[$"upload:{file.Name}"] = Convert.ToBase64String(content.ToArray());
            }

            return body;
        }

        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        if (text.Length > 0)
        {
            foreach (var (name, value) in JsonNode.Parse(text)!.AsObject())
            {
                body[name] = value?.DeepClone();
            }
        }

        return body;
    }

    private static JsonNode Parsed(string text)
    {
        if (text.StartsWith('{') || text.StartsWith('['))
        {
            try
            {
                return JsonNode.Parse(text)!;
            }
            catch (JsonException)
            {
                // A caption may begin with a bracket.
            }
        }

        return JsonValue.Create(text);
    }
}
