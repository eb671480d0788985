namespace SeeSupport.Records.Pictures;

/// <summary>A bucket for pictures, in Amazon S3 or in anything that speaks its protocol. Section <c>SeeSupport:Pictures:S3</c>.</summary>
public sealed class S3PictureOptions
{
    /// <summary>The bucket. With it, pictures are stored there and not in a folder. Default: none.</summary>
    public string? Bucket { get; set; }

    /// <summary>What every key begins with, for example <c>seesupport/</c>. Default: <c>pictures/</c>.</summary>
    public string Prefix { get; set; } = "pictures/";

    /// <summary>The bucket's region, for example <c>eu-central-1</c>. Default <c>us-east-1</c>.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Address of a service that is not Amazon's, for example <c>https://minio.example.com</c>; buckets are part of its paths. Default: none.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>Identity of the access key. Default: what the machine has (environment, profile, instance role).</summary>
    public string? AccessKey { get; set; }

    /// <summary>The access key's secret.</summary>
    public string? SecretKey { get; set; }
}
