using System.Text.RegularExpressions;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Architecture;

/// <summary>Every package that the project names stands in docs/dependencies.md with its licence.</summary>
public sealed partial class PackageLicenceTests
{
    [Fact]
    public void EveryPackage_StandsInTheListWithItsLicence()
    {
        var named = Package().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "Directory.Packages.props"))).Select(match => match.Groups[1].Value).ToList();
        Assert.True(named.Count > 20);
        var listed = Row().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "dependencies.md"))).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim());
        Assert.DoesNotContain(named, name => !listed.TryGetValue(name, out var licence) || licence.Length == 0);
    }

    [GeneratedRegex("PackageVersion Include=\"([^\"]+)\"")]
    private static partial Regex Package();

    [GeneratedRegex(@"^\| ([\w.-]+) \| ([^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
