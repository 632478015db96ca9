using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nof1Agent.Host.Channels.Teams;

/// <summary>
/// An activity of the Bot Framework as it comes in: what is read of it, and the rest kept as it was. Ids are opaque. Everything may be missing: other clients than
/// Teams leave out the recipient, for instance.
/// </summary>
internal sealed record Activity
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, MaxDepth = 64 };

    public string? Type { get; init; }

    public string? Id { get; init; }

    public string? Timestamp { get; init; }

    public string? ServiceUrl { get; init; }

    public string? ChannelId { get; init; }

    public Account? From { get; init; }

    public Account? Recipient { get; init; }

    public ChatReference? Conversation { get; init; }

    public string? Text { get; init; }

    public string? Locale { get; init; }

    /// <summary>The activity that this one answers: of a card's action, the message with the card.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>Of an invoke: what is asked for.</summary>
    public string? Name { get; init; }

    /// <summary>Of an installation: add, remove and their sisters for upgrades.</summary>
    public string? Action { get; init; }

    public JsonElement? Value { get; init; }

    public JsonElement? ChannelData { get; init; }

    public IReadOnlyList<JsonElement>? Entities { get; init; }

    public IReadOnlyList<AttachedFile>? Attachments { get; init; }

    public IReadOnlyList<Account>? MembersAdded { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; init; }

    /// <summary>The organisation that it comes from, if it says so.</summary>
    public string? Tenant => Conversation?.TenantId ?? TextAt(ChannelData, "tenant", "id");

    /// <summary>The IANA time zone of the sender's app, if it says so.</summary>
    public string? TimeZone => Entities?.Where(entity => TextAt(entity, "type") == "clientInfo").Select(entity => TextAt(entity, "timezone")).FirstOrDefault();

    /// <summary>Reads one; null for what is none.</summary>
    /// <exception cref="JsonException">It cannot be read.</exception>
    public static async Task<Activity?> Read(Stream body, CancellationToken cancellation)
    {
        var activity = await JsonSerializer.DeserializeAsync<Activity>(body, Format, cancellation);
        try
        {
            foreach (var kept in activity?.AsTheyWere ?? [])
            {
                Spell(kept);
            }

            return activity;
        }
        catch (InvalidOperationException problem)
        {
            // Half a surrogate pair: it is found only when the text is asked for.
            throw new JsonException("A text of the activity cannot be read.", problem);
        }
    }

    private IEnumerable<JsonElement> AsTheyWere => [.. new[] { Value, ChannelData }.Concat(Attachments?.Select(file => file?.Content) ?? []).OfType<JsonElement>(), .. Entities ?? [], .. More?.Values ?? []];

    private static void Spell(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Spell(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    Spell(member.Value);
                }

                break;
        }
    }

    /// <summary>The text at a place of a JSON value; null where there is none.</summary>
    internal static string? TextAt(JsonElement? value, params ReadOnlySpan<string> path)
    {
        var at = value;
        foreach (var name in path)
        {
            at = at is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child) ? child : null;
        }

        return at is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }
}

/// <summary>Somebody in a chat: a person ("29:...") or a bot ("28:...").</summary>
internal sealed record Account
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    /// <summary>The person's object id in Entra.</summary>
    public string? AadObjectId { get; init; }

    public string? Role { get; init; }
}

/// <summary>A chat.</summary>
internal sealed record ChatReference
{
    public string? Id { get; init; }

    /// <summary>personal, groupChat or channel; missing in the chats of some clients, which are personal.</summary>
    public string? ConversationType { get; init; }

    public string? TenantId { get; init; }

    public bool? IsGroup { get; init; }
}

/// <summary>Something that came with a message.</summary>
internal sealed record AttachedFile
{
    public string? ContentType { get; init; }

    public string? Name { get; init; }

    /// <summary>Of a photo: where it lies.</summary>
    public string? ContentUrl { get; init; }

    public JsonElement? Content { get; init; }
}
