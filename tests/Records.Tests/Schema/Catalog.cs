using SeeSupport.Records.Tests.Databases;

namespace SeeSupport.Records.Tests.Schema;

/// <summary>What a database says of its own tables: columns with type, null and default, keys, indexes.</summary>
internal static class Catalog
{
    private const string Sqlite = """
        SELECT t.name || '.' || c.name || ' ' || c.type || ' null:' || (1 - c."notnull") || ' key:' || c.pk || ' default:' || coalesce(c.dflt_value, '')
          FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'
        UNION ALL
        SELECT t.name || ' index ' || i.name || ' unique:' || i."unique" || ' partial:' || i.partial || ' (' ||
               (SELECT group_concat(x.name || ' ' || x.desc, ', ') FROM (SELECT * FROM pragma_index_xinfo(i.name) WHERE key ORDER BY seqno) x) || ')' ||
               coalesce(substr(s.sql, nullif(instr(s.sql, ' WHERE '), 0)), '')
          FROM sqlite_master t, pragma_index_list(t.name) i JOIN sqlite_master s ON s.name = i.name WHERE t.type = 'table' AND i.origin = 'c'
        UNION ALL
        SELECT t.name || ' ' || f."from" || ' -> ' || f."table" || '.' || f."to" || ' on delete ' || f.on_delete
          FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        UNION ALL
        SELECT name || ' numbers its rows' FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'
        """;

    private const string PostgreSql = """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' null:' || is_nullable || ' default:' || coalesce(column_default, '')
               || ' identity:' || coalesce(identity_generation, '')
          FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT tablename || ' index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        """;

    public static async Task<IReadOnlyList<string>> Read(Installation installation)
    {
        await using var connection = await installation.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = installation.Provider == Provider.Sqlite ? Sqlite : PostgreSql;
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return [.. lines.Where(line => !line.StartsWith("schema_versions", StringComparison.Ordinal)
            && !line.StartsWith("sqlite_", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
