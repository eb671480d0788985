using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SeeSupport.Records.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("SeeSupport:Records:Provider", "MySql", "SeeSupport:Records:Provider is 'MySql'")]
    [InlineData("SeeSupport:Records:ConnectionString", null, "SeeSupport:Records:ConnectionString is missing")]
    [InlineData("SeeSupport:Records:ConnectionString", "Database=records;Password=hunter2", "SeeSupport:Records:ConnectionString names no Host")]
    [InlineData("SeeSupport:Records:ConnectionString", "Host=db;Wrong=hunter2", "SeeSupport:Records:ConnectionString cannot be read")]
    [InlineData("SeeSupport:Data", " ", "SeeSupport:Data is empty")]
    public void NamesTheKey_WhenAValueCannotBeUsed(string key, string? value, string expected)
    {
        var message = Assert.Throws<OptionsValidationException>(() => Options(
            ("SeeSupport:Records:Provider", "PostgreSql"), ("SeeSupport:Records:ConnectionString", "Host=db"), (key, value))).Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeepsASqliteFileInTheDataFolder_WhenNothingIsSaid()
    {
        var options = Options();

        Assert.False(options.UsesPostgreSql);
        Assert.Equal(Path.GetFullPath("data"), options.FullFolder);
    }

    private static RecordsOptions Options(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GroupBy(setting => setting.Key).ToDictionary(group => group.Key, group => group.Last().Value))
            .Build();
        return new ServiceCollection().AddSeeSupportRecords(configuration).BuildServiceProvider()
            .GetRequiredService<IOptions<RecordsOptions>>().Value;
    }
}
