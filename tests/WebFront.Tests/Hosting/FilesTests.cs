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
        using var plain = await http.GetAsync("/app/connect.js");
        Assert.True(plain.Headers.CacheControl?.NoCache);
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
