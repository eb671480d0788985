using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace SeeSupport.Records.Keys;

/// <summary>Keeps Data Protection's keys with the records, so that cookies and tickets outlive a restart and every front reads them.</summary>
internal sealed class KeyRepository(RecordsDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => database.Use<IReadOnlyCollection<XElement>>(context =>
        [.. context.DataProtectionKeys.OrderBy(row => row.Position).Select(row => row.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))]);

    public void StoreElement(XElement element, string friendlyName) => database.Use(context =>
    {
        context.DataProtectionKeys.Add(new DataProtectionKeyRow
        {
            FriendlyName = friendlyName,
            Xml = element.ToString(SaveOptions.DisableFormatting),
        });
        return context.SaveChanges();
    });
}
