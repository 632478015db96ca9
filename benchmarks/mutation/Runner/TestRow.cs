using System.Reflection;
using System.Runtime.ExceptionServices;
using Xunit.Sdk;
using Xunit.v3;

namespace Mutation;

/// <summary>One test with one row of its data, run on the spot: what it needs of the test framework and no more.</summary>
internal sealed record TestRow(string Name, MethodInfo Method, object?[] Arguments)
{
    /// <summary>Every test that runs by default, with every row.</summary>
    public static async Task<IReadOnlyList<TestRow>> All(Assembly assembly)
    {
        var rows = new List<TestRow>();
        foreach (var method in assembly.GetTypes().Where(type => type is { IsClass: true, IsPublic: true, IsAbstract: false }).SelectMany(type => type.GetMethods()))
        {
            if (method.GetCustomAttribute<FactAttribute>() is not { Explicit: false })
                continue;
            var name = $"{method.DeclaringType!.Name}.{method.Name}";
            var data = method.GetCustomAttributes().OfType<DataAttribute>().ToArray();
            if (data.Length == 0)
                rows.Add(new TestRow(name, method, []));
            foreach (var source in data)
            {
                // The framework itself fills in where the data are.
                if (source is MemberDataAttributeBase { MemberType: null } member)
                    member.MemberType = method.DeclaringType;
                var given = await source.GetData(method, new DisposalTracker());
                if (given.Count == 0)
                    throw new InvalidOperationException($"{name} has no data.");
                foreach (var (row, i) in given.Select((row, i) => (row, i)))
                    rows.Add(new TestRow($"{name} #{Array.IndexOf(data, source)}.{i}", method, Fitting(method.GetParameters(), row.GetData())));
            }
        }
        return rows;
    }

    /// <summary>Runs it; throws what the test throws.</summary>
    public void Run()
    {
        try
        {
            var instance = Method.IsStatic ? null : Activator.CreateInstance(Method.DeclaringType!);
            if (Method.Invoke(instance, Arguments) is Task task)
                task.GetAwaiter().GetResult();
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } thrown)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }
    }

    private static object?[] Fitting(ParameterInfo[] parameters, object?[] given) =>
        [.. parameters.Select((parameter, i) => i >= given.Length ? parameter.DefaultValue : Fitting(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType, given[i]))];

    private static object? Fitting(Type type, object? value) =>
        value is IConvertible && type.IsPrimitive && value.GetType() != type ? Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture) : value;
}
