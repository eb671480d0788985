using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging;
using SeeSupport.Ports;

namespace SeeSupport.Records.Pictures;

/// <summary>Pictures in a bucket: <c>&lt;prefix&gt;&lt;session&gt;/&lt;SHA-256&gt;</c>. An object appears whole or not at all.</summary>
internal sealed partial class S3PictureStore(S3PictureOptions options, ILogger<S3PictureStore> log) : IPictureStore, IDisposable
{
    private const int Hexadecimal = 64;

    private readonly AmazonS3Client _client = Client(options);

    public PictureDraft Draft(string sessionId) => new S3PictureDraft((file, hash, cancellation) => Try(() => _client.PutObjectAsync(
        new PutObjectRequest
        {
            BucketName = options.Bucket,
            Key = KeyOf(sessionId, hash),
            InputStream = file,
            AutoCloseStream = false,
            UseChunkEncoding = false,
        },
        cancellation)), Unavailable);

    public async Task<Stream?> Open(string sessionId, string hash, CancellationToken cancellation)
    {
        try
        {
            using var answer = await Try(() => _client.GetObjectAsync(options.Bucket, KeyOf(sessionId, hash), cancellation));
            var file = TemporaryFile.New();
            try
            {
                await Try(async () =>
                {
                    await answer.ResponseStream.CopyToAsync(file, cancellation);
                    return true;
                });
                file.Position = 0;
                return file;
            }
            catch
            {
                await file.DisposeAsync();
                throw;
            }
        }
        catch (AmazonS3Exception absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task Delete(string sessionId, string hash, CancellationToken cancellation) =>
        Try(() => _client.DeleteObjectAsync(options.Bucket, KeyOf(sessionId, hash), cancellation));

    public async IAsyncEnumerable<StoredPicture> List([EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new ListObjectsV2Request { BucketName = options.Bucket, Prefix = options.Prefix };
        ListObjectsV2Response page;
        do
        {
            page = await Try(() => _client.ListObjectsV2Async(request, cancellation));
            foreach (var each in page.S3Objects ?? [])
            {
                var parts = each.Key[options.Prefix.Length..].Split('/');
                if (parts is [{ Length: > 0 }, { Length: Hexadecimal }] && each.LastModified is { } at)
                    yield return new(parts[0], parts[1], new(at.ToUniversalTime(), TimeSpan.Zero));
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
    }

    public void Dispose() => _client.Dispose();

    private static AmazonS3Client Client(S3PictureOptions options)
    {
        // Checksums beyond what the protocol asks for are not spoken by every service.
        var config = new AmazonS3Config
        {
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            MaxErrorRetry = 2,
        };
        if (string.IsNullOrEmpty(options.ServiceUrl))
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        else
            (config.ServiceURL, config.AuthenticationRegion, config.ForcePathStyle) = (options.ServiceUrl, options.Region, true);
        return string.IsNullOrEmpty(options.AccessKey)
            ? new AmazonS3Client(config)
            : new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config);
    }

    private string KeyOf(string sessionId, string hash) => $"{options.Prefix}{sessionId}/{hash}";

    private async Task<T> Try<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (failure is AmazonClientException or HttpRequestException or IOException or AmazonServiceException
            && failure is not AmazonS3Exception { StatusCode: HttpStatusCode.NotFound })
        {
            throw Unavailable(failure);
        }
    }

    private SeeSupportException Unavailable(Exception failure)
    {
        LogUnavailable(failure);
        return new(Problems.PictureStoreUnavailable);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The picture bucket does not answer as it should")]
    private partial void LogUnavailable(Exception failure);
}
