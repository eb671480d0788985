using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace SeeSupport.Records.Tests.Databases;

/// <summary>The test runs once on each database.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEachDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<Provider>().Select(provider => new TheoryDataRow<Provider>(provider))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
