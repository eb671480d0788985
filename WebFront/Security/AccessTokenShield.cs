using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace SeeSupport.WebFront.Security;

/// <summary>An access token that came in a request's query and was taken out of it.</summary>
internal sealed record HiddenAccessToken(string Value);

/// <summary>
/// Browsers cannot set headers on a WebSocket, so SignalR puts its access token into the query, from where it would get into logs and
/// traces. This is the first to see a request, before anything can log it, and takes the token out.
/// </summary>
internal sealed class AccessTokenShield(IServiceProvider services) : IHttpContextFactory
{
    private const string Parameter = "access_token";
    private readonly DefaultHttpContextFactory _inner = new(services);

    public HttpContext Create(IFeatureCollection featureCollection)
    {
        var request = featureCollection.Get<IHttpRequestFeature>()!;
        if (request.QueryString.Contains(Parameter, StringComparison.OrdinalIgnoreCase))
            Hide(featureCollection, request);
        return _inner.Create(featureCollection);
    }

    public void Dispose(HttpContext httpContext) => _inner.Dispose(httpContext);

    private static void Hide(IFeatureCollection features, IHttpRequestFeature request)
    {
        var query = QueryHelpers.ParseQuery(request.QueryString);
        if (query.Remove(Parameter, out var token) && token.Count == 1)
            features.Set(new HiddenAccessToken(token.ToString()));
        request.QueryString = QueryString.Create(query).ToUriComponent();
        request.RawTarget = request.RawTarget.Split('?')[0] + request.QueryString;
    }
}
