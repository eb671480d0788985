using Microsoft.Extensions.Options;

namespace SeeSupport.Records.Pictures;

internal sealed class PictureStoreOptionsValidator : IValidateOptions<PictureStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, PictureStoreOptions options)
    {
        const string S3 = $"{PictureStoreOptions.Section}:{nameof(PictureStoreOptions.S3)}";
        if (string.IsNullOrEmpty(options.S3.Bucket))
            return ValidateOptionsResult.Success;
        if (options.Folder is not null)
            return ValidateOptionsResult.Fail($"{PictureStoreOptions.Section}:Folder and {S3}:Bucket are both set. Pictures are stored in one place: remove one of them.");
        if (options.S3.ServiceUrl is { Length: > 0 } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            return ValidateOptionsResult.Fail($"{S3}:ServiceUrl needs a whole address like https://minio.example.com, not \"{url}\".");
        return string.IsNullOrEmpty(options.S3.AccessKey) == string.IsNullOrEmpty(options.S3.SecretKey)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{S3}:AccessKey and {S3}:SecretKey belong together. Set both, or neither.");
    }
}
