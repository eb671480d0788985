using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SeeSupport.WebFront.Uploads;

/// <summary>Sends a picture in pieces, as a browser does (tus 1.0).</summary>
internal sealed class TusClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly (string Name, string Value) _credential;
    private readonly Uri _address;

    private TusClient(Uri address, string name, string value)
    {
        (_address, _credential) = (address, (name, value));
        _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Add("Tus-Resumable", "1.0.0");
        _http.DefaultRequestHeaders.Add(name, value);
    }

    /// <summary>A client for a consumer's phone.</summary>
    public static TusClient WithTicket(Uri address, string ticket) => new(address, "Authorization", $"Bearer {ticket}");

    /// <summary>A client for an agent's browser.</summary>
    public static TusClient WithCookie(Uri address, string cookie) => new(address, "Cookie", cookie);

    /// <summary>A new picture's id.</summary>
    public static string NewId() => Guid.NewGuid().ToString();

    /// <summary>Begins an upload.</summary>
    public Task<HttpResponseMessage> Create(string id, long length, string source = "photo", string? type = "image/jpeg", string? session = null, string? converts = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/uploads");
        request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        var pairs = new[] { ("id", id), ("source", source), ("type", type), ("session", session), ("converts", converts) };
        request.Headers.Add("Upload-Metadata", string.Join(',', pairs.Where(pair => pair.Item2 is not null)
            .Select(pair => $"{pair.Item1} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Item2!))}")));
        return _http.SendAsync(request);
    }

    /// <summary>Asks for the offset.</summary>
    public Task<HttpResponseMessage> Head(string location) => _http.SendAsync(new(HttpMethod.Head, location));

    /// <summary>Sends a piece.</summary>
    public Task<HttpResponseMessage> Patch(string location, long offset, ReadOnlyMemory<byte> piece)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, location) { Content = new ReadOnlyMemoryContent(piece) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        return _http.SendAsync(request);
    }

    /// <summary>Sends a whole picture, and gives the last answer.</summary>
    public async Task<HttpResponseMessage> Send(string id, byte[] picture, string source = "photo", string? session = null, string? converts = null)
    {
        var created = await Create(id, picture.Length, source, session: session, converts: converts);
        return created.StatusCode == HttpStatusCode.Created ? await Patch(created.Headers.Location!.ToString(), 0, picture) : created;
    }

    /// <summary>Asks for something to be done with the same credential.</summary>
    public Task<HttpResponseMessage> Post(string path) => _http.PostAsync(path, content: null);

    /// <summary>Gets something with the same credential.</summary>
    public Task<HttpResponseMessage> Get(string path) => _http.GetAsync(path);

    /// <summary>Puts something with the same credential.</summary>
    public Task<HttpResponseMessage> Put(string path, byte[] content) => _http.PutAsync(path, new ByteArrayContent(content));

    /// <summary>Gives an upload up.</summary>
    public Task<HttpResponseMessage> Delete(string location) => _http.DeleteAsync(location);

    /// <summary>Announces a piece and sends only a part of it, then the connection is cut.</summary>
    public async Task<Socket> SendPartOf(string location, long offset, ReadOnlyMemory<byte> piece, int part)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(_address.Host, _address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"PATCH {location} HTTP/1.1\r\nHost: {_address.Authority}\r\nTus-Resumable: 1.0.0\r\n{_credential.Name}: {_credential.Value}\r\n"
            + $"Upload-Offset: {offset}\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {piece.Length}\r\n\r\n"));
        for (var sent = 0; sent < part;)
            sent += await socket.SendAsync(piece[sent..part]);
        return socket;
    }

    /// <summary>Where an answer says that the upload is.</summary>
    public static long OffsetOf(HttpResponseMessage answer) => long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);

    /// <summary>The status and the problem's code of a refusal.</summary>
    public static async Task<(int Status, string Code)> RefusalOf(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("{", body);
        return ((int)answer.StatusCode, JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()!);
    }

    public void Dispose() => _http.Dispose();
}
