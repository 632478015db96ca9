using System.Reflection;
using System.Runtime.CompilerServices;

namespace Mutation;

/// <summary>The switch inside the mutated assembly.</summary>
internal sealed class Switch
{
    private readonly Assembly assembly;
    private readonly FieldInfo active, seen;

    public Switch(Assembly assembly)
    {
        this.assembly = assembly;
        var control = assembly.GetTypes().Single(type => type.Name == "MutantControl");
        (active, seen) = (control.GetField("ActiveMutant")!, control.GetField("Seen")!);
    }

    /// <summary>Nothing is changed.</summary>
    public const int None = -1;

    public void Set(int mutant) => active.SetValue(null, mutant);

    /// <summary>Which mutants <paramref name="action"/> runs through.</summary>
    public IReadOnlyList<int> Covered(int largest, Action action)
    {
        var flags = new bool[largest + 1];
        seen.SetValue(null, flags);
        try
        {
            action();
        }
        finally
        {
            seen.SetValue(null, null);
        }
        return [.. Enumerable.Range(0, flags.Length).Where(i => flags[i])];
    }

    /// <summary>What runs only once in a process: the first values of static fields.</summary>
    public void InitializeTypes()
    {
        foreach (var type in assembly.GetTypes().Where(type => !type.ContainsGenericParameters))
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
    }
}
