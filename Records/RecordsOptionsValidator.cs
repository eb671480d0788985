using Microsoft.Extensions.Options;
using Npgsql;

namespace SeeSupport.Records;

/// <summary>Names the key of every value that cannot be used; never repeats a connection string, which holds a password.</summary>
internal sealed class RecordsOptionsValidator : IValidateOptions<RecordsOptions>
{
    private const string ConnectionKey = $"{RecordsOptions.Section}:{nameof(RecordsOptions.ConnectionString)}";

    public ValidateOptionsResult Validate(string? name, RecordsOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Folder))
        {
            return ValidateOptionsResult.Fail($"{RecordsOptions.FolderKey} is empty. Set it to the folder for SeeSupport's data.");
        }

        if (options.Provider.Equals(RecordsOptions.Sqlite, StringComparison.OrdinalIgnoreCase))
        {
            return ValidateOptionsResult.Success;
        }

        if (!options.UsesPostgreSql)
        {
            return ValidateOptionsResult.Fail(
                $"{RecordsOptions.Section}:{nameof(RecordsOptions.Provider)} is '{options.Provider}'. "
                + $"Set it to {RecordsOptions.Sqlite} or {RecordsOptions.PostgreSql}.");
        }

        if (options.MostConnections is < 1 or > 1000)
        {
            return ValidateOptionsResult.Fail(
                $"{RecordsOptions.Section}:{nameof(RecordsOptions.MostConnections)} is {options.MostConnections} and has to be from 1 to 1000.");
        }

        return ConnectionTrouble(options.ConnectionString) is { } trouble
            ? ValidateOptionsResult.Fail(
                $"{ConnectionKey} {trouble}. Write it as Host=…;Database=…;Username=…;Password=….")
            : ValidateOptionsResult.Success;
    }

    private static string? ConnectionTrouble(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return "is missing, and PostgreSQL cannot be reached without it";
        }

        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(value).Host) ? "names no Host" : null;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or InvalidOperationException)
        {
            return "cannot be read";
        }
    }
}
