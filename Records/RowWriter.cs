using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace SeeSupport.Records;

/// <summary>
/// Inserts rows by the mapping that EF Core has of their table, without its change tracking, and with what EF Core cannot say:
/// what to do about a row that is there already.
/// </summary>
/// <param name="table">The mapped table.</param>
/// <param name="onConflict">What follows <c>ON CONFLICT</c>.</param>
/// <param name="rowsInOne">Rows in one statement: many where a statement is a message to a server, one where it is a call.</param>
internal sealed class RowWriter<T>(IEntityType table, string onConflict, int rowsInOne)
    where T : class
{
    private readonly Column[] columns =
    [
        .. table.GetProperties().Select(property =>
            new Column(property.GetColumnName(), property.IsNullable, property.GetRelationalTypeMapping(), property.GetGetter())),
    ];

    public async Task Write(DbConnection connection, DbTransaction transaction, IReadOnlyList<T> rows)
    {
        DbCommand? command = null;
        try
        {
            for (var start = 0; start < rows.Count; start += rowsInOne)
            {
                var count = Math.Min(rowsInOne, rows.Count - start);
                if (command?.Parameters.Count != count * columns.Length)
                {
                    command?.Dispose();
                    command = Command(connection, transaction, count);
                }

                for (var row = 0; row < count; row++)
                {
                    for (var column = 0; column < columns.Length; column++)
                    {
                        command.Parameters[(row * columns.Length) + column].Value = columns[column].Stored(rows[start + row]);
                    }
                }

                await command.ExecuteNonQueryAsync();
            }
        }
        finally
        {
            command?.Dispose();
        }
    }

    private DbCommand Command(DbConnection connection, DbTransaction transaction, int rows)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        var sql = new StringBuilder($"INSERT INTO {table.GetTableName()} (");
        sql.AppendJoin(", ", columns.Select(column => $"\"{column.Name}\"")).Append(") VALUES ");
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < columns.Length; column++)
            {
                var name = $"@p{(row * columns.Length) + column}";
                command.Parameters.Add(columns[column].Parameter(command, name));
                sql.Append(column == 0 ? "" : ", ").Append(name);
            }

            sql.Append(')');
        }

        command.CommandText = sql.Append(" ON CONFLICT ").Append(onConflict).ToString();
        return command;
    }

    private sealed record Column(string Name, bool Nullable, RelationalTypeMapping Mapping, IClrPropertyGetter Getter)
    {
        public DbParameter Parameter(DbCommand command, string name) => Mapping.CreateParameter(command, name, null, Nullable);

        public object Stored(T row)
        {
            var value = Getter.GetClrValue(row);
            if (value is not null && Mapping.Converter is { } converter)
            {
                value = converter.ConvertToProvider(value);
            }

            return value switch
            {
                null => DBNull.Value,
                string text => StorableText.Of(text),
                // Npgsql takes no other offset.
                DateTimeOffset at => at.ToUniversalTime(),
                _ => value,
            };
        }
    }
}
