using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace SeeSupport.Records.Keys;

/// <summary>
/// Keeps Data Protection's keys with the records, so that cookies and tickets outlive a restart and every front reads them. Each start
/// waits for them, so they are read without EF Core.
/// </summary>
internal sealed class KeyRepository(RecordsDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => database.UseBare(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT xml FROM data_protection_keys ORDER BY position";
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
        {
            elements.Add(XElement.Parse(reader.GetString(0)));
        }

        return elements;
    });

    public void StoreElement(XElement element, string friendlyName) => database.UseBare(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO data_protection_keys (friendly_name, xml) VALUES (@name, @xml)";
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("@name", friendlyName), ("@xml", element.ToString(SaveOptions.DisableFormatting))])
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command.ExecuteNonQuery();
    });
}
