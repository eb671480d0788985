using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.FarAway.S3;
using SeeSupport.Ports;

namespace SeeSupport.Records.Tests.Pictures;

/// <summary>What both picture stores promise, each on the real thing: a folder, and a server that speaks S3.</summary>
public sealed class PictureStoreTests : IAsyncLifetime
{
    private const string Session = "0123456789abcdef";
    private const string OtherSession = "0123456789abcdeg";

    private readonly string _folder = Directory.CreateTempSubdirectory("seesupport-pictures-").FullName;
    private S3Server _s3 = null!;

    public async ValueTask InitializeAsync() => _s3 = await S3Server.Start();

    public async ValueTask DisposeAsync()
    {
        await _s3.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KeepsAPictureOnce_UnderItsHash_UntilItIsDeleted(bool bucket)
    {
        var store = Store(bucket);
        var content = RandomNumberGenerator.GetBytes(300_000);
        var hash = await Keep(store, Session, content);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), hash);
        Assert.Equal(hash, await Keep(store, Session, content));
        Assert.Equal(hash, await Keep(store, OtherSession, content));
        Assert.Equal(content, await Read(store, Session, hash));

        var small = await Keep(store, Session, [1, 2, 3]);
        var listed = await store.List(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            new[] { (OtherSession, hash), (Session, hash), (Session, small) }.Order(),
            listed.Select(each => (each.SessionId, each.Hash)).Order());
        Assert.All(listed, each => Assert.InRange(each.At, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1)));

        await store.Delete(Session, hash, TestContext.Current.CancellationToken);
        await store.Delete(Session, hash, TestContext.Current.CancellationToken);
        Assert.Null(await Read(store, Session, hash));
        Assert.Equal(content, await Read(store, OtherSession, hash));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LeavesNothing_OfADraftThatIsNotKept(bool bucket)
    {
        var store = Store(bucket);
        await using (var draft = store.Draft(Session))
            draft.Content.Write([1, 2, 3]);
        Assert.Empty(await store.List(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
        Assert.Empty(_s3.Objects);
    }

    [Fact]
    public async Task SaysThatItIsOutOfReach_WhenTheBucketDoesNotAnswer()
    {
        var store = Store(bucket: true);
        var hash = await Keep(store, Session, [1]);
        _s3.IsDown = true;
        await Unavailable(() => Keep(store, Session, [2]));
        await Unavailable(() => Read(store, Session, hash));
        await Unavailable(() => store.Delete(Session, hash, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SaysThatItIsOutOfReach_WhenTheFolderCannotBeWritten()
    {
        var file = Path.Combine(_folder, "a-file");
        await File.WriteAllBytesAsync(file, [1], TestContext.Current.CancellationToken);
        await Unavailable(() => Keep(Store(("SeeSupport:Pictures:Folder", Path.Combine(file, "pictures"))), Session, [2]));
    }

    [Theory]
    [InlineData("SeeSupport:Pictures:Folder", "somewhere", "SeeSupport:Pictures:Folder and SeeSupport:Pictures:S3:Bucket are both set")]
    [InlineData("SeeSupport:Pictures:S3:ServiceUrl", "minio", "SeeSupport:Pictures:S3:ServiceUrl needs a whole address")]
    [InlineData("SeeSupport:Pictures:S3:AccessKey", "key", "SeeSupport:Pictures:S3:AccessKey and SeeSupport:Pictures:S3:SecretKey belong together")]
    public void NamesTheKey_WhenAValueCannotBeUsed(string key, string value, string expected) => Assert.Contains(
        expected, Assert.Throws<OptionsValidationException>(() => Store(("SeeSupport:Pictures:S3:Bucket", "pictures"), (key, value))).Message, StringComparison.Ordinal);

    private static async Task<string> Keep(IPictureStore store, string session, byte[] content)
    {
        await using var draft = store.Draft(session);
        draft.Content.Write(content.AsSpan(0, content.Length / 2));
        draft.Content.Write(content.AsSpan(content.Length / 2));
        return await draft.Keep(TestContext.Current.CancellationToken);
    }

    private static async Task<byte[]?> Read(IPictureStore store, string session, string hash)
    {
        await using var content = await store.Open(session, hash, TestContext.Current.CancellationToken);
        if (content is null)
            return null;
        Assert.True(content.CanSeek);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    private static async Task Unavailable(Func<Task> call) =>
        Assert.Equal("picture-store-unavailable", (await Assert.ThrowsAsync<SeeSupportException>(call)).Problem.Code);

    private IPictureStore Store(bool bucket) => bucket
        ? Store(
            ("SeeSupport:Pictures:S3:Bucket", _s3.Bucket), ("SeeSupport:Pictures:S3:ServiceUrl", _s3.Address.ToString()),
            ("SeeSupport:Pictures:S3:AccessKey", _s3.AccessKey), ("SeeSupport:Pictures:S3:SecretKey", "secret"))
        : Store(("SeeSupport:Pictures:Folder", _folder));

    private static IPictureStore Store(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(each => KeyValuePair.Create(each.Key, (string?)each.Value))).Build();
        return new ServiceCollection().AddLogging(logging => logging.ClearProviders()).AddSeeSupportRecords(configuration).BuildServiceProvider()
            .GetRequiredService<IPictureStore>();
    }
}
