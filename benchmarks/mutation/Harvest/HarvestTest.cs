using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Harvest;

/// <summary>Keeps the assembly in which stryker has put every mutant behind a switch, with a switch that costs next to nothing.</summary>
public sealed class HarvestTest
{
    [Xunit.Fact]
    public void Keep()
    {
        var location = Assembly.Load("Nof1Agent.Stats").Location;
        var kept = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "mutated.dll");
        if (File.Exists(kept))
            return;
        using var assembly = AssemblyDefinition.ReadAssembly(location);
        // In the first run the assembly is still as it was.
        if (assembly.MainModule.Types.SingleOrDefault(type => type.Name == "MutantControl") is not { } control)
            return;
        var seen = new FieldDefinition("Seen", Mono.Cecil.FieldAttributes.Public | Mono.Cecil.FieldAttributes.Static, new ArrayType(assembly.MainModule.TypeSystem.Boolean));
        control.Fields.Add(seen);
        var active = control.Fields.Single(field => field.Name == "ActiveMutant");
        // Stryker's own switch looks for files and takes a lock: thirty times slower in the inner loops. This one is inlined.
        Write(control.Methods.Single(method => method.Name == "IsActive"), il =>
        {
            var compare = il.Create(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldsfld, seen);
            il.Emit(OpCodes.Brfalse_S, compare);
            il.Emit(OpCodes.Ldsfld, seen);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Stelem_I1);
            il.Append(compare);
            il.Emit(OpCodes.Ldsfld, active);
            il.Emit(OpCodes.Ceq);
        });
        Write(control.Methods.Single(method => method.Name == ".cctor"), il =>
        {
            il.Emit(OpCodes.Ldc_I4_M1);
            il.Emit(OpCodes.Stsfld, active);
        });
        control.IsBeforeFieldInit = true;
        assembly.Write(kept);
    }

    private static void Write(MethodDefinition method, Action<ILProcessor> body)
    {
        method.Body = new Mono.Cecil.Cil.MethodBody(method);
        var il = method.Body.GetILProcessor();
        body(il);
        il.Emit(OpCodes.Ret);
    }
}
