using System.IO.Compression;
using System.Net;
using SeeSupport.WebFront.Running;

namespace SeeSupport.WebFront.Hosting;

public sealed class FilesTests(SharedProduct shared)
{
    [Fact]
    public async Task AFileWithItsVersionIsKeptForEverAndComesCompressed()
    {
        using var http = shared.Product.Http();
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        using var versioned = await http.GetAsync("/app/connect.js?v=1");
        Assert.Equal("public, max-age=31536000, immutable", versioned.Headers.CacheControl?.ToString()?.Replace("max-age=31536000, public", "public, max-age=31536000"));
        Assert.Equal("br", Assert.Single(versioned.Content.Headers.ContentEncoding));
        Assert.Equal("text/javascript", versioned.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept-Encoding", versioned.Headers.Vary);
        using var plain = await http.GetAsync("/app/connect.js");
        Assert.True(plain.Headers.CacheControl?.NoCache);
    }

    [Fact]
    public async Task ABundleComesAsItWasBuilt_AndAsTightAsItGets()
    {
        using var http = shared.Product.Http();
        var plain = await http.GetByteArrayAsync("/app/connect.js");
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        var compressed = await http.GetByteArrayAsync("/app/connect.js");
        Assert.True(compressed.Length < plain.Length / 3, $"{compressed.Length} of {plain.Length} bytes are left.");
        using var unpacked = new MemoryStream();
        await using (var brotli = new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress))
            await brotli.CopyToAsync(unpacked);
        Assert.Equal(plain, unpacked.ToArray());
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task ABrowserWithoutBrotliGetsWhatItTakes(string accepted, string? encoding)
    {
        using var http = shared.Product.Http();
        http.DefaultRequestHeaders.Add("Accept-Encoding", accepted);
        using var answer = await http.GetAsync("/app/connect.css");
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/css", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/app/../appsettings.json")]
    [InlineData("/appsettings.json")]
    [InlineData("/app/")]
    [InlineData("/nothing")]
    public async Task NothingElseIsServed(string path)
    {
        using var http = shared.Product.Http();
        using var answer = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("not-found", await answer.Content.ReadAsStringAsync());
    }
}
