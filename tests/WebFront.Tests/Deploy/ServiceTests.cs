using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SeeSupport.WebFront.Deploy;

/// <summary>Services, containers and pods start what there is, are asked where it answers, and get the time it takes to stop.</summary>
public sealed partial class ServiceTests
{
    [Theory]
    [InlineData("systemd/seesupport.service")]
    [InlineData("systemd/seesupport-silo.service")]
    public async Task SystemdTakesTheUnit(string unit)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "systemd is not on this machine.");
        using var process = Process.Start(new ProcessStartInfo("systemd-analyze", ["verify", DeployFiles.Path(unit)]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        // A machine that has .NET elsewhere than the unit says is told so, which is not the unit's fault.
        Assert.DoesNotContain(said.Split('\n'), line => line.Contains(Path.GetFileName(unit)) && !line.Contains("not executable"));
    }

    [Fact]
    public void PodsAreProbedWhereTheProcessAnswers_AndGivenTheTimeToLetGo()
    {
        var documents = DeployFiles.Yaml("kubernetes/seesupport.yaml");
        var deployments = documents.Where(document => document.At("kind").Text() == "Deployment").ToArray();
        Assert.Equal(2, deployments.Length);
        foreach (var deployment in deployments)
        {
            var app = deployment.At("metadata", "name").Text();
            Assert.Equal(app, deployment.At("spec", "selector", "matchLabels", "app").Text());
            Assert.Equal(app, deployment.At("spec", "template", "metadata", "labels", "app").Text());
            Assert.Equal("0", deployment.At("spec", "strategy", "rollingUpdate", "maxUnavailable").Text());
            var pod = deployment.At("spec", "template", "spec")!;
            Assert.True(int.Parse(pod.At("terminationGracePeriodSeconds").Text(), CultureInfo.InvariantCulture) > 30);
            var container = Assert.Single(pod.At("containers").Elements());
            var ports = container.At("ports").Elements().Select(port => port.At("name").Text()).ToArray();
            foreach (var (probe, path) in new[] { ("startupProbe", "/health/ready"), ("readinessProbe", "/health/ready"), ("livenessProbe", "/health/live") })
            {
                Assert.Equal(path, container.At(probe, "httpGet", "path").Text());
                Assert.Contains(container.At(probe, "httpGet", "port").Text(), ports);
            }

            Assert.Contains(documents, document => document.At("kind").Text() == "PodDisruptionBudget" && document.At("spec", "selector", "matchLabels", "app")?.Text() == app);
        }
    }

    [Fact]
    public void PodsAndContainersUseOnlySettingsThereAre()
    {
        var known = string.Join('\n', Directory.EnumerateFiles(Path.Combine(DeployFiles.Path(".."), "."), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/tests/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        string[] files = ["kubernetes/seesupport.yaml", "containers/compose.yaml", "containers/Dockerfile", "systemd/seesupport-silo.service", "local/run", "nginx/seesupport.conf"];
        foreach (var key in files.SelectMany(file => Setting().Matches(DeployFiles.Read(file)).Select(match => match.Groups[1].Value)).Distinct())
        {
            // The section is named in its options class or where it is read, and the value is a property or is read by its whole name.
            var parts = key.Split("__").TakeWhile(part => !char.IsDigit(part[0])).ToArray();
            Assert.True(
                known.Contains($"{parts[^1]} {{ get; set; }}") || known.Contains($"SeeSupport:{string.Join(':', parts)}\""),
                $"Nothing in the code reads SeeSupport__{key}.");
        }
    }

    [Fact]
    public void ContainersWaitForTheTables_AndGetTheTimeToLetGo()
    {
        var services = DeployFiles.Yaml("containers/compose.yaml")[0].At("services")!;
        Assert.Equal("service_completed_successfully", services.At("silo", "depends_on", "schema", "condition").Text());
        foreach (var name in (string[])["silo", "front"])
        {
            Assert.EndsWith("s", services.At(name, "stop_grace_period").Text());
            Assert.Contains($"AS {services.At(name, "build", "target").Text()}", DeployFiles.Read("containers/Dockerfile"));
        }
    }

    [Theory]
    [InlineData("kubernetes/seesupport.yaml")]
    [InlineData("containers/compose.yaml")]
    [InlineData("local/run")]
    public void FrontsShareTheFolders_WhereFilesArriveHalfThroughOneAndHalfThroughAnother(string file)
    {
        var text = DeployFiles.Read(file);
        foreach (var key in (string[])["SeeSupport__Pictures__Folder", "SeeSupport__Pictures__UploadFolder", "SeeSupport__Recordings__Folder"])
            Assert.Contains(key, text);
    }

    [Fact]
    public void TheProxysContainerFindsInNginxsFileWhatItPutsItsOwnInPlaceOf()
    {
        var command = string.Join(' ', DeployFiles.Yaml("containers/compose.yaml")[0].At("services", "proxy", "command").Elements().Select(each => each.Text()));
        var replaced = Replaced().Matches(command).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(2, replaced.Length);
        foreach (var text in replaced)
            Assert.Contains(text, DeployFiles.Read("nginx/seesupport.conf"));
    }

    [GeneratedRegex("s/([^/]+)/[^/]*/")]
    private static partial Regex Replaced();

    [GeneratedRegex(@"SeeSupport__(\w+)")]
    private static partial Regex Setting();
}
