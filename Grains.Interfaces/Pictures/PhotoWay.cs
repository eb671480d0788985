namespace SeeSupport.Pictures;

/// <summary>How an agent asks for a photo.</summary>
[GenerateSerializer, Alias("SeeSupport.PhotoWay")]
public enum PhotoWay
{
    /// <summary>By a text message, answered with a picture message.</summary>
    Phone,

    /// <summary>On the consumer's page.</summary>
    Link,
}
