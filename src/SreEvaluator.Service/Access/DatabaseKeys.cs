using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using SreEvaluator.Storage;

namespace SreEvaluator.Service.Access;

/// <summary>Keeps the keys that protect cookies in the database, so that sessions survive a restart and hold in all processes.</summary>
/// <param name="store">The store.</param>
internal sealed class DatabaseKeys(ProtectionKeyStore store) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. store.All().Select(key => XElement.Parse(key.Xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        store.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
}
