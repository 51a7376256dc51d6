using Microsoft.AspNetCore.Http.Metadata;

namespace SreEvaluator.Service.Batches;

/// <summary>Lets an endpoint take larger requests than others.</summary>
/// <param name="Bytes">The most bytes.</param>
internal sealed record UploadSize(long Bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => Bytes;
}
