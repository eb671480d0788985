using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SeeSupport.FarAway.S3;

/// <summary>As much of S3's protocol as a picture store speaks, over real HTTP: put, get, delete, list by pages; checks who asks and what is sent.</summary>
public sealed class S3Server : IAsyncDisposable
{
    private const int PageSize = 2;
    private static readonly XNamespace Xml = "http://s3.amazonaws.com/doc/2006-03-01/";
    private readonly WebApplication _app;

    private S3Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(Answer);
    }

    /// <summary>Where it is: the value of <c>SeeSupport:Pictures:S3:ServiceUrl</c>.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Identity of the one access key.</summary>
    public string AccessKey { get; } = "AKIA" + RandomNumberGenerator.GetHexString(16);

    /// <summary>The bucket.</summary>
    public string Bucket { get; } = "seesupport-pictures";

    /// <summary>What is in the bucket.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it answers every request with 503.</summary>
    public bool IsDown { get; set; }

    /// <summary>Starts one.</summary>
    public static async Task<S3Server> Start()
    {
        var server = new S3Server();
        await server._app.StartAsync();
        return server;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var path = request.Path.Value!.Split('/', 3);
        if (IsDown)
            await Refuse(response, 503, "SlowDown");
        else if (!request.Headers.Authorization.ToString().StartsWith($"AWS4-HMAC-SHA256 Credential={AccessKey}/", StringComparison.Ordinal))
            await Refuse(response, 403, "InvalidAccessKeyId");
        else if (path[1] != Bucket)
            await Refuse(response, 404, "NoSuchBucket");
        else if (path.ElementAtOrDefault(2) is { Length: > 0 } key)
            await (request.Method switch { "PUT" => Put(request, response, key), "DELETE" => Delete(response, key), _ => Get(response, key) });
        else
            await List(request, response);
    }

    private async Task Put(HttpRequest request, HttpResponse response, string key)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var announced = request.Headers["x-amz-content-sha256"].ToString();
        if (announced is not "UNSIGNED-PAYLOAD" && announced != Convert.ToHexStringLower(SHA256.HashData(body.ToArray())))
        {
            await Refuse(response, 400, "XAmzContentSHA256Mismatch");
            return;
        }

        Objects[key] = body.ToArray();
        response.Headers.ETag = $"\"{Convert.ToHexStringLower(MD5.HashData(body.ToArray()))}\"";
    }

    private async Task Get(HttpResponse response, string key)
    {
        if (Objects.TryGetValue(key, out var content))
        {
            response.Headers.LastModified = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
            response.ContentLength = content.Length;
            await response.Body.WriteAsync(content);
        }
        else
        {
            await Refuse(response, 404, "NoSuchKey");
        }
    }

    private Task Delete(HttpResponse response, string key)
    {
        Objects.TryRemove(key, out _);
        response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task List(HttpRequest request, HttpResponse response)
    {
        var after = request.Query["continuation-token"].ToString();
        var found = Objects.Where(each => each.Key.StartsWith(request.Query["prefix"].ToString(), StringComparison.Ordinal)
            && string.CompareOrdinal(each.Key, after) > 0).OrderBy(each => each.Key, StringComparer.Ordinal).ToList();
        var page = found.Take(PageSize).ToList();
        return Write(response, new XElement(
            Xml + "ListBucketResult",
            new XElement(Xml + "Name", Bucket),
            new XElement(Xml + "KeyCount", page.Count),
            new XElement(Xml + "IsTruncated", found.Count > PageSize ? "true" : "false"),
            found.Count > PageSize ? new XElement(Xml + "NextContinuationToken", page[^1].Key) : null,
            page.Select(each => new XElement(
                Xml + "Contents",
                new XElement(Xml + "Key", each.Key),
                new XElement(Xml + "LastModified", DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)),
                new XElement(Xml + "Size", each.Value.Length)))));
    }

    private static Task Refuse(HttpResponse response, int status, string code)
    {
        response.StatusCode = status;
        return Write(response, new XElement("Error", new XElement("Code", code), new XElement("Message", code)));
    }

    private static Task Write(HttpResponse response, XElement content)
    {
        response.ContentType = "application/xml";
        return response.WriteAsync(content.ToString(), Encoding.UTF8);
    }
}
