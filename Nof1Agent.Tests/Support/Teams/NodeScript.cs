using System.Text.Json.Nodes;
using Nof1Agent.Tests.Support.Npm;

namespace Nof1Agent.Tests.Support.Teams;

/// <summary>Runs a script beside a package from npm: one JSON document in, one line of JSON per answer out.</summary>
internal static class NodeScript
{
    public static async Task<IReadOnlyList<JsonNode>> Run(string package, string version, string script, JsonNode input)
    {
        var folder = NodeProject.With(package, version);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, input.ToJsonString(), TestContext.Current.CancellationToken);
            using var node = NodeProject.Start(folder, Path.Combine(AppContext.BaseDirectory, "TestData", "teams", script), file);
            var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var answers = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(node.ExitCode == 0, await errors);
            return [.. answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!)];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
