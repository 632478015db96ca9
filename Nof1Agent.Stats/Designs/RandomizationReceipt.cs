using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nof1Agent.Stats.Designs;

/// <summary>What a person keeps to check, at the end of a trial, that the order of arms was drawn as promised.</summary>
public sealed record RandomizationReceipt
{
    /// <summary>The frozen protocol as canonical JSON (RFC 8785). Its member <c>design</c> fixes the draw (<see cref="TrialDesign.ToJson"/>).</summary>
    public required string Protocol { get; init; }

    /// <summary>SHA-256 of <see cref="Protocol"/>, lower-case hexadecimal.</summary>
    public required string ProtocolHash { get; init; }

    /// <summary>SHA-256 of the secret, published before the nonce was given, lower-case hexadecimal.</summary>
    public required string Commitment { get; init; }

    /// <summary>What the person contributed.</summary>
    public required string Nonce { get; init; }

    /// <summary>The secret, 64 hexadecimal characters; null until the trial has ended.</summary>
    public string? Secret { get; init; }

    /// <summary>The arm of each period; null until the trial has ended.</summary>
    public IReadOnlyList<int>? Sequence { get; init; }

    /// <summary>The design that the protocol holds; null where the protocol is unreadable or has none.</summary>
    public TrialDesign? Design => ParseProtocol() is JsonObject protocol ? TrialDesign.FromJson(protocol["design"]) : null;

    /// <summary>Number of arms in the protocol; null where it cannot be read.</summary>
    public int? ArmCount => Design?.ArmCount;

    /// <summary>Number of cycles in the protocol; null where it cannot be read.</summary>
    public int? BlockCount => Design?.BlockCount;

    /// <summary>Makes the receipt of a finished draw.</summary>
    /// <param name="protocol">The protocol, with a member <c>design</c>.</param>
    /// <param name="secret">The secret, 32 bytes.</param>
    /// <param name="nonce">What the person contributed.</param>
    /// <exception cref="ArgumentException">The protocol has no possible design, or a part has another form.</exception>
    public static RandomizationReceipt Draw(JsonObject protocol, ReadOnlySpan<byte> secret, string nonce)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var design = TrialDesign.FromJson(protocol["design"]) ?? throw new ArgumentException("The protocol has no readable design.", nameof(protocol));
        var canonical = CanonicalJson.Serialize(protocol);
        var hash = CanonicalJson.Sha256Hex(canonical);
        var seed = Designs.Commitment.DeriveSeed(secret, nonce, hash);
        return new RandomizationReceipt
        {
            Protocol = canonical,
            ProtocolHash = hash,
            Commitment = Designs.Commitment.Commit(secret),
            Nonce = nonce,
            Secret = Convert.ToHexStringLower(secret),
            Sequence = BlockRandomization.Draw(design, new DeterministicRandom(seed)),
        };
    }

    /// <summary>Reads a receipt file. The protocol may be the canonical text or the object itself.</summary>
    /// <param name="json">The file's text.</param>
    /// <returns>The receipt, or a plain reason why there is none.</returns>
    public static (RandomizationReceipt? Receipt, string? Reason) Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            if (JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) is not JsonObject file)
            {
                return (null, "A receipt is one JSON object.");
            }

            foreach (var name in (string[])["protocol", "protocolHash", "commitment", "nonce"])
            {
                if (file[name] is null)
                {
                    return (null, $"The receipt has no \"{name}\".");
                }
            }

            return (new RandomizationReceipt
            {
                Protocol = file["protocol"] is JsonObject protocol ? CanonicalJson.Serialize(protocol) : file["protocol"]!.GetValue<string>(),
                ProtocolHash = file["protocolHash"]!.GetValue<string>(),
                Commitment = file["commitment"]!.GetValue<string>(),
                Nonce = file["nonce"]!.GetValue<string>(),
                Secret = file["secret"]?.GetValue<string>(),
                Sequence = file["sequence"] is { } sequence ? [.. sequence.AsArray().Select(arm => arm!.GetValue<int>())] : null,
            }, null);
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException or ArgumentException or NullReferenceException)
        {
            return (null, $"This is no receipt: {malformed.Message}");
        }
    }

    /// <summary>The receipt as JSON, with the protocol as its canonical text.</summary>
    public string ToJson() => new JsonObject
    {
        ["protocol"] = Protocol,
        ["protocolHash"] = ProtocolHash,
        ["commitment"] = Commitment,
        ["nonce"] = Nonce,
        ["secret"] = Secret,
        ["sequence"] = Sequence is null ? null : new JsonArray([.. Sequence.Select(arm => (JsonNode)arm)]),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    internal JsonNode? ParseProtocol()
    {
        try
        {
            return JsonNode.Parse(Protocol, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
