using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.Ports;

namespace SeeSupport.Channels.Twilio;

/// <summary>
/// Fetches and deletes the files of picture messages: resource Media
/// (https://www.twilio.com/docs/messaging/api/media-resource). Twilio answers with a redirect to where the bytes lie; it is followed only to
/// Twilio's own media hosts, without our credentials, and never into the own network.
/// </summary>
internal sealed partial class TwilioMedia : ITextMedia, IDisposable
{
    private const int MostRedirects = 3;
    private const int BlockBytes = 64 * 1024;

    private readonly TwilioOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TwilioMedia> _logger;
    private readonly Uri? _twilio;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _atOnce;
    private readonly AuthenticationHeaderValue? _credentials;

    public TwilioMedia(IOptions<TwilioOptions> options, TimeProvider time, ILogger<TwilioMedia> logger)
    {
        (_options, _time, _logger) = (options.Value, time, logger);
        _twilio = Uri.TryCreate(_options.BaseAddress, UriKind.Absolute, out var address) ? address : null;
        _atOnce = new(_options.MediaAtOnce);
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = Connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        if (_options.IsSet)
        {
            var (user, password) = _options.Credentials;
            _credentials = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        }
    }

    /// <summary>Where the files of a message lie, as path.</summary>
    public static string PathOf(TwilioOptions options, string messageId) => $"/2010-04-01/Accounts/{options.AccountSid}/Messages/{messageId}/Media/";

    public async Task<Stream> Fetch(string messageId, string mediaId, long mostBytes, Action<long> progress, CancellationToken cancellation)
    {
        await _atOnce.WaitAsync(cancellation);
        try
        {
            return await Patiently(token => Fetch(Address(messageId, mediaId), mostBytes, progress, token), cancellation);
        }
        finally
        {
            _atOnce.Release();
        }
    }

    public Task Delete(string messageId, string mediaId, CancellationToken cancellation) => Patiently(
        async patience =>
        {
            using var response = await Send(HttpMethod.Delete, Address(messageId, mediaId), patience);
            return response.IsSuccessStatusCode || IsGone(response.StatusCode) ? true : throw Unreachable(response.StatusCode);
        },
        cancellation);

    public void Dispose()
    {
        _http.Dispose();
        _atOnce.Dispose();
    }

    private async Task<Stream> Fetch(Uri address, long mostBytes, Action<long> progress, Patience patience)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var response = await Send(HttpMethod.Get, address, patience);
            switch (response)
            {
                case { IsSuccessStatusCode: true }:
                    return await Copy(response, mostBytes, progress, patience);
                case { StatusCode: >= HttpStatusCode.Moved and < HttpStatusCode.BadRequest, Headers.Location: { } location } when redirects < MostRedirects:
                    address = Allowed(new Uri(address, location));
                    break;
                case var gone when IsGone(gone.StatusCode):
                    throw new SeeSupportException(Problems.TextFileGone);
                default:
                    throw Unreachable(response.StatusCode);
            }
        }
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, Uri address, Patience patience)
    {
        using var request = new HttpRequestMessage(method, address);
        if (address.Authority == _twilio!.Authority && address.Scheme == _twilio.Scheme)
        {
            request.Headers.Authorization = _credentials;
        }

        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
    }

    /// <summary>Copies into a file without a name: whatever ends this process, nothing of it remains.</summary>
    private static async Task<Stream> Copy(HttpResponseMessage response, long mostBytes, Action<long> progress, Patience patience)
    {
        if (response.Content.Headers.ContentLength > mostBytes)
        {
            throw new SeeSupportException(Problems.TextFileTooLarge);
        }

        var file = Nameless();
        try
        {
            await using var content = await response.Content.ReadAsStreamAsync(patience.Token);
            var block = new byte[BlockBytes];
            int read;
            while ((read = await content.ReadAsync(block, patience.Token)) > 0)
            {
                patience.Renew();
                if (file.Length + read > mostBytes)
                {
                    throw new SeeSupportException(Problems.TextFileTooLarge);
                }

                await file.WriteAsync(block.AsMemory(0, read), patience.Token);
                progress(file.Length);
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static FileStream Nameless()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        File.Delete(file.Name);
        return file;
    }

    /// <summary>An address that Twilio sends us on to, if it is one that files may lie at.</summary>
    private Uri Allowed(Uri address)
    {
        var known = address.Scheme == _twilio!.Scheme
            && address.UserInfo.Length == 0
            && (address.Authority == _twilio.Authority || _options.MediaHostList.Contains(address.Authority, StringComparer.OrdinalIgnoreCase));
        if (known)
        {
            return address;
        }

        LogElsewhere(address.Authority);
        throw new SeeSupportException(Problems.TextFileElsewhere);
    }

    /// <summary>Connects, but never inside: a name of the list may have been made to mean an address of ours (DNS rebinding).</summary>
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var target = context.DnsEndPoint;
        var asked = context.InitialRequestMessage.RequestUri!;
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation);

        // A proxy, and the address of Twilio's API itself, are the configuration's word; so is a host that stands there by its number.
        var chosen = target.Host != asked.IdnHost.Trim('[', ']') || asked.Authority == _twilio!.Authority || IPAddress.TryParse(target.Host, out _);
        if (!chosen && addresses.Any(IsInside))
        {
            LogElsewhere(target.Host);
            throw new SeeSupportException(Problems.TextFileElsewhere);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether an address is not one of the public network (IANA's special-purpose registries, RFC 6890).</summary>
    internal static bool IsInside(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // Only 2000::/3 is public; of it, NAT64's and 6to4's forms can hide an address of IPv4.
            var first = address.GetAddressBytes();
            return (first[0] & 0xE0) != 0x20 || (first[0], first[1]) == (0x20, 0x02);
        }

        var bytes = address.GetAddressBytes();
        return bytes[0] switch
        {
            0 or 10 or 127 or >= 224 => true,
            100 => (bytes[1] & 0xC0) == 64,
            169 => bytes[1] == 254,
            172 => (bytes[1] & 0xF0) == 16,
            192 => bytes[1] == 168 || (bytes[1], bytes[2]) is (0, 0) or (0, 2),
            198 => bytes[1] is 18 or 19 || (bytes[1], bytes[2]) == (51, 100),
            203 => (bytes[1], bytes[2]) == (0, 113),
            _ => false,
        };
    }

    private async Task<T> Patiently<T>(Func<Patience, Task<T>> work, CancellationToken cancellation)
    {
        using var patience = new Patience(_options.MediaTimeout, _time, cancellation);
        try
        {
            return await work(patience);
        }
        catch (HttpRequestException exception) when (exception.InnerException is SeeSupportException refused)
        {
            throw new SeeSupportException(refused.Problem);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            LogUnreachable(exception);
            throw new SeeSupportException(Problems.TextFileUnreachable);
        }
    }

    private SeeSupportException Unreachable(HttpStatusCode status)
    {
        LogRefused((int)status);
        return new(Problems.TextFileUnreachable);
    }

    private Uri Address(string messageId, string mediaId) => new(_twilio!, PathOf(_options, messageId) + mediaId);

    private static bool IsGone(HttpStatusCode status) => status is HttpStatusCode.NotFound or HttpStatusCode.Gone;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Twilio leads to {Place} for a picture, where none of its files lie; nothing was fetched from there")]
    private partial void LogElsewhere(string place);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Twilio cannot be reached for a picture")]
    private partial void LogUnreachable(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Twilio answered {Status} instead of a picture")]
    private partial void LogRefused(int status);

    /// <summary>Ends what stands still for too long.</summary>
    private sealed class Patience : IDisposable
    {
        private readonly TimeSpan _most;
        private readonly CancellationTokenSource _over;
        private readonly CancellationTokenSource _either;

        public Patience(TimeSpan most, TimeProvider time, CancellationToken cancellation)
        {
            _most = most;
            _over = new(most, time);
            _either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, cancellation);
        }

        public CancellationToken Token => _either.Token;

        public void Renew() => _over.CancelAfter(_most);

        public void Dispose()
        {
            _either.Dispose();
            _over.Dispose();
        }
    }
}
