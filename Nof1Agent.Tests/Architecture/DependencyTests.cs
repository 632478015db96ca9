using System.Reflection;
using System.Text.RegularExpressions;
using Nof1Agent.Skills;
using Nof1Agent.Stats.Designs;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Architecture;

/// <summary>The directions of docs/architecture.md. Each test also asserts that it found what it looks at, so that it cannot pass on nothing.</summary>
public sealed partial class DependencyTests
{
    private static readonly string[] Journey = ["Interview", "Candidates", "Trials", "CheckIns", "Results"];

    [Fact]
    public void Stats_References_OnlyMathNetAndTheFramework()
    {
        var references = References(typeof(TrialDesign).Assembly);
        Assert.Contains("MathNet.Numerics", references);
        Assert.DoesNotContain(references, name => !name.StartsWith("System", StringComparison.Ordinal) && name is not ("MathNet.Numerics" or "netstandard" or "mscorlib"));
    }

    [Fact]
    public void Skills_References_NeitherHostNorWebNorModel()
    {
        var references = References(typeof(SkillSet).Assembly);
        Assert.Contains("Nof1Agent.Stats", references);
        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Microsoft.SemanticKernel", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Extensions.AI", StringComparison.Ordinal) || name.StartsWith("Orleans", StringComparison.Ordinal) || name == "Nof1Agent.Host");
    }

    [Fact]
    public void Host_HasNoPublicTypes_BesideWhatTheFrameworkMakes()
    {
        var types = typeof(Nof1Agent.Host.Service).Assembly.GetExportedTypes()
            .Where(type => type.Namespace?.StartsWith("Nof1Agent.Host", StringComparison.Ordinal) is true && !type.FullName!.Contains("OrleansCodeGen", StringComparison.Ordinal) && !IsComponent(type));
        Assert.Empty(types);
    }

    [Fact]
    public void JourneySlices_KnowOnlyEarlierOnes()
    {
        for (var i = 0; i < Journey.Length; i++)
        {
            var files = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "Nof1Agent.Skills", Journey[i]), "*.cs");
            Assert.NotEmpty(files);
            foreach (var file in files)
            {
                var known = SliceName().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).ToHashSet();
                var later = Journey.Skip(i + 1).Concat(["Documents", "Rhythm", "Coaching"]).Where(known.Contains);
                Assert.True(!later.Any(), $"{Path.GetFileName(file)} of {Journey[i]} knows {string.Join(", ", later)}");
            }
        }
    }

    [Fact]
    public void Foundations_KnowNoSliceOfTheJourney()
    {
        foreach (var foundation in (string[])["Evidence", "Safety", "Storage"])
        {
            var files = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "Nof1Agent.Skills", foundation), "*.cs");
            Assert.NotEmpty(files);
            Assert.DoesNotContain(files.SelectMany(file => SliceName().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)), Journey.Contains);
        }
    }

    [Fact]
    public void Classes_OfSkillsAndHost_AreSealedOrStaticOrAbstract()
    {
        var open = new[] { typeof(SkillSet).Assembly, typeof(Nof1Agent.Host.Service).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && type.Namespace?.StartsWith("Nof1Agent", StringComparison.Ordinal) is true
                && type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null && !type.FullName!.Contains("OrleansCodeGen", StringComparison.Ordinal) && !IsComponent(type))
            .Select(type => type.FullName);
        Assert.Empty(open);
    }

    // What a .razor file becomes is public and open: the compiler of such files knows nothing else.
    private static bool IsComponent(Type type) => typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type) || type.Name == "_Imports";

    private static List<string> References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(reference => reference.Name!)];

    [GeneratedRegex(@"Nof1Agent\.Skills\.([A-Z]\w+)")]
    private static partial Regex SliceName();
}
