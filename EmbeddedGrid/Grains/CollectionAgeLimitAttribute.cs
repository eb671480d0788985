namespace Orleans;

/// <summary>Sets for one grain class how long an activation may be idle, instead of the grid's collection age.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class CollectionAgeLimitAttribute : Attribute
{
    private readonly TimeSpan? _span;

    /// <summary>To be completed by <see cref="Days"/>, <see cref="Hours"/> and <see cref="Minutes"/>.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <param name="inactivityPeriod">The age in <see cref="TimeSpan"/>'s format, such as <c>00:05:00</c>.</param>
    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        _span = TimeSpan.Parse(inactivityPeriod, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The shortest age that days, hours and minutes can add up to: one minute.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    /// <summary>Days to add. Default 0.</summary>
    public double Days { get; set; }

    /// <summary>Hours to add. Default 0.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes to add. Default 0.</summary>
    public double Minutes { get; set; }

    /// <summary>True keeps activations of this class for ever. Default false.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The age that results.</summary>
    public TimeSpan AgeLimit
    {
        get
        {
            if (AlwaysActive)
                return TimeSpan.FromDays(short.MaxValue);
            if (_span is { } span)
                return span;
            var sum = TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
            return sum < MinAgeLimit ? MinAgeLimit : sum;
        }
    }
}

/// <summary>Keeps activations of this class from idle collection.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class KeepAliveAttribute : Attribute;
