using System.Security.Cryptography;
using System.Text;

namespace Nof1Agent.Host.Agent;

/// <summary>The texts that a model reads, from the folder <c>prompts</c> beside the program. Each turn stores their hash.</summary>
internal sealed record Prompts(string Role, string Hash)
{
    /// <summary>Reads the folder.</summary>
    /// <exception cref="FileNotFoundException">The folder is not there.</exception>
    public static Prompts Load(string folder)
    {
        var role = File.ReadAllText(Path.Combine(folder, "role.md"));
        return new Prompts(role, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(role)))[..16]);
    }
}
