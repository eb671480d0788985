using System.Diagnostics;
using System.Globalization;

namespace SeeSupport.Load.Report;

/// <summary>A process whose memory and processor time are told, with its children where it works through them.</summary>
internal sealed class Watched
{
    private const double TicksPerSecond = 100;

    private readonly string _name;
    private readonly bool _withChildren;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly TimeSpan _before;

    public Watched(string name, int id, bool withChildren = false)
    {
        (_name, Id, _withChildren) = (name, id, withChildren);
        _before = Cpu;
    }

    /// <summary>Its id.</summary>
    public int Id { get; }

    /// <summary>Whether it can be asked to let go of its garbage.</summary>
    public bool IsDotNet => !_withChildren;

    /// <summary>Processor time since its start.</summary>
    public TimeSpan Cpu => TimeSpan.FromSeconds(Family().Sum(CpuSeconds));

    /// <summary>A line for people.</summary>
    public string Line()
    {
        var used = Cpu - _before;
        // Children share much of their memory; what each has for itself is told then, and the most of one process otherwise.
        var memory = _withChildren ? Family().Sum(id => Number($"/proc/{id}/status", "RssAnon:")) : Number($"/proc/{Id}/status", "VmHWM:");
        return $"{_name} (pid {Id}): {memory * 1024 / 1e6:#,0} MB of memory{(_withChildren ? "" : " at most")}, {used.TotalSeconds:0.0} s of processor time, {used / _watch.Elapsed:0.00} cores";
    }

    private IEnumerable<int> Family()
    {
        if (!_withChildren)
            return [Id];
        var children = File.ReadAllText($"/proc/{Id}/task/{Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [Id, .. children.Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
    }

    /// <summary>Its own time; the first of a family also counts those of its children that have ended (proc(5), fields 14 to 17).</summary>
    private double CpuSeconds(int id) => OrNothing(() =>
    {
        var text = File.ReadAllText($"/proc/{id}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return fields.Skip(11).Take(_withChildren && id == Id ? 4 : 2).Sum(each => double.Parse(each, CultureInfo.InvariantCulture)) / TicksPerSecond;
    });

    private static long Number(string file, string key) => OrNothing(() =>
    {
        var line = File.ReadLines(file).FirstOrDefault(each => each.StartsWith(key, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line[key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    });

    /// <summary>A child may have ended since it was listed.</summary>
    private static T OrNothing<T>(Func<T> read) where T : struct
    {
        try
        {
            return read();
        }
        catch (IOException)
        {
            return default;
        }
    }
}
