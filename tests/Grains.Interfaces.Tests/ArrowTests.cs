using System.Xml.Linq;

namespace SeeSupport.Tests;

public class ArrowTests
{
    [Fact]
    public void PointOneWay()
    {
        var references = Arrows.References();
        Assert.Contains("Grains.Interfaces", references["Grains"]);
        Assert.Empty(Arrows.WrongReferences(references));
    }

    [Fact]
    public void AreNoticed_WhenTheyPointBack() => Assert.Equal(
        ["Grains must not know Records", "Helpers is not in the picture"],
        Arrows.WrongReferences(new() { ["Grains"] = ["Grains.Interfaces", "Records"], ["Helpers"] = [] }));

    [Fact]
    public void LeadIntoSeeSupportsNamespaces_OrOrleansInTheGrid() => Assert.Empty(Arrows.WrongNamespaces(Arrows.Sources()));

    [Fact]
    public void AreNoticed_WhenTheyLeadIntoAForeignNamespace() => Assert.Equal(
        ["Grains/A.cs must not use the namespace Orleans.Mine", "EmbeddedGrid/B.cs must not use the namespace SeeSupport.Grid"],
        Arrows.WrongNamespaces(
        [
            ("Grains", "Grains/A.cs", "using X;\nnamespace Orleans.Mine;\n"),
            ("Grains", "Grains/C.cs", "namespace SeeSupport.Sessions;\n"),
            ("EmbeddedGrid", "EmbeddedGrid/B.cs", "namespace SeeSupport.Grid\n{\n}\n"),
            ("EmbeddedGrid", "EmbeddedGrid/D.cs", "namespace Orleans;\n"),
        ]));

    [Fact]
    public void AreTheSameOnBothGrids()
    {
        Assert.Empty(Arrows.GridConditions(Arrows.Sources()));
        Assert.Single(Arrows.GridConditions([("Grains", "Grains/A.cs", "using X;\n#if ORLEANS\n#endif\n")]));
    }

    [Fact]
    public void AreKnownByAssembliesNamedAfterTheirProject()
    {
        var properties = XDocument.Load(Path.Combine(Arrows.Root, "Directory.Build.props")).Descendants("AssemblyName");
        Assert.Equal("SeeSupport.$(MSBuildProjectName)", Assert.Single(properties).Value);
    }
}
