using System.Reflection;
using System.Text.RegularExpressions;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Architecture;

/// <summary>Each threat of docs/security.md names tests that exist.</summary>
public sealed partial class ThreatTableTests
{
    [Fact]
    public void EveryThreat_NamesTestsThatExist()
    {
        var rows = File.ReadLines(Path.Combine(RepositoryRoot.Path, "docs", "security.md")).SkipWhile(line => !line.StartsWith("| threat", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith("| ", StringComparison.Ordinal)).ToList();
        Assert.True(rows.Count >= 35, $"only {rows.Count} threats were found");
        var classes = typeof(ThreatTableTests).Assembly.GetTypes().Where(type => type.IsClass).GroupBy(type => type.Name).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var row in rows)
        {
            var named = Names().Matches(row.Split('|')[^2]).Select(match => match.Groups[1].Value).ToList();
            Assert.True(named.Count > 0, $"no test is named: {row}");
            Assert.All(named, name => Assert.True(Exists(classes, name), $"there is no test {name}: {row}"));
        }
    }

    private static bool Exists(Dictionary<string, List<Type>> classes, string name) => name.Split('.') switch
    {
        [var type] => classes.TryGetValue(type, out var all) && all.Exists(one => HasTests(one)),
        [var type, var method] => classes.TryGetValue(type, out var all) && all.Exists(one => one.GetMethods().Any(known => known.Name == method && known.GetCustomAttributes<FactAttribute>().Any())),
        _ => false,
    };

    // A suite's tests may be inherited, or its cases given.
    private static bool HasTests(Type type) => type.GetMethods().Any(method => method.GetCustomAttributes<FactAttribute>(inherit: true).Any());

    [GeneratedRegex("`([A-Za-z0-9_.]+)`")]
    private static partial Regex Names();
}
