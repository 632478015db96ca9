using System.Text;
using Nof1Agent.Host.Agent;
using Nof1Agent.Tests.Support;

namespace Nof1Agent.Tests.Host.Agent;

/// <summary>What a model is offered is a reviewed file: a change of a name, a description or a parameter is a change of the product.</summary>
public sealed class FunctionCatalogueTests
{
    [Fact]
    public void Catalogue_IsTheReviewedOne()
    {
        var actual = Describe();
        var file = Path.Combine("Nof1Agent.Tests", "TestData", "function-catalogue.txt");
        var path = Path.Combine(RepositoryRoot.Path, file);
        if (Environment.GetEnvironmentVariable("NOF1AGENT_ACCEPT") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == actual, $"{file} differs from the functions. Review the change, then run this test once with NOF1AGENT_ACCEPT=1.");
    }

    [Fact]
    public void Catalogue_NeverOffersWhatDecidesTheOrder()
    {
        var names = SkillCatalogue.All.SelectMany(function => function.Parameters.Select(parameter => parameter.Name!)).ToList();
        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, name => name is "seed" or "secret" or "sequence" or "allocation" or "order" or "participant" or "participantId" or "trialId");
    }

    private static string Describe()
    {
        var text = new StringBuilder();
        foreach (var function in SkillCatalogue.All.OrderBy(function => function.Name, StringComparer.Ordinal))
        {
            text.Append(function.Name).Append(": ").Append(function.Description).Append('\n');
            foreach (var parameter in function.Metadata)
            {
                text.Append("    ").Append(parameter.Name).Append(" (").Append(parameter.ParameterType!.Name).Append(parameter.IsRequired ? ", required): " : "): ").Append(parameter.Description).Append('\n');
            }
        }

        return text.ToString();
    }
}
