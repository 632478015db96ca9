namespace Nof1Agent.Benchmarks;

/// <summary>The most memory of the whole process (resident set) while it watches, in samples of a tenth of a second.</summary>
internal sealed class MostMemory : IDisposable
{
    private readonly Timer timer;
    private long most = Environment.WorkingSet;

    public MostMemory() => timer = new Timer(_ => most = Math.Max(most, Environment.WorkingSet), null, 100, 100);

    public double Megabytes => Math.Max(most, Environment.WorkingSet) / 1048576.0;

    public void Dispose() => timer.Dispose();
}
