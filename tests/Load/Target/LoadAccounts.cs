namespace SeeSupport.Load.Target;

/// <summary>The accounts of the agents who make the load.</summary>
internal static class LoadAccounts
{
    private const int Agents = 20;
    private const string Password = "Load-2026-Password";

    /// <summary>Makes them and gives the file that names them.</summary>
    public static async Task<string> Make(string folder, Func<string, string, Task> create)
    {
        var names = Enumerable.Range(0, Agents).Select(number => $"agent-{number}").ToArray();
        foreach (var name in names)
            await create(name, Password);
        var file = Path.Combine(folder, "load-accounts");
        await File.WriteAllLinesAsync(file, names.Select(name => $"{name} {Password}"));
        return file;
    }
}
