using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Nof1Agent.Host.Agent;

/// <summary>The texts that a model reads, from the folder <c>prompts</c> beside the program. Each turn stores the hash of those it used.</summary>
internal sealed record Prompts(string Role, string Hash)
{
    private readonly ConcurrentDictionary<string, PromptText> joined = new();

    /// <summary>The files by their names without ending, e.g. "interview".</summary>
    public IReadOnlyDictionary<string, string> Parts { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads the folder.</summary>
    /// <exception cref="FileNotFoundException">The folder is not there, or its role.md.</exception>
    public static Prompts Load(string folder)
    {
        var role = File.ReadAllText(Path.Combine(folder, "role.md")).Trim();
        var parts = Directory.GetFiles(folder, "*.md").ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => File.ReadAllText(file).Trim(), StringComparer.Ordinal);
        return new Prompts(role, HashOf(string.Concat(parts.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => $"{part.Key}\n{part.Value}\n")))) { Parts = parts };
    }

    /// <summary>The role and the named parts, as one text. A part that is not there is left out.</summary>
    public PromptText With(params IReadOnlyList<string> parts) => joined.GetOrAdd(string.Join('+', parts), _ =>
    {
        var text = string.Join("\n\n", parts.Where(Parts.ContainsKey).Select(part => Parts[part]).Prepend(Role));
        return new PromptText(text, HashOf(text));
    });

    /// <summary>One part alone, without the role.</summary>
    public PromptText Only(string part) => joined.GetOrAdd($"={part}", _ => new PromptText(Parts.GetValueOrDefault(part, ""), HashOf(Parts.GetValueOrDefault(part, ""))));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}

/// <summary>What a model reads first, and the hash that the audit keeps of it.</summary>
internal sealed record PromptText(string Text, string Hash);
