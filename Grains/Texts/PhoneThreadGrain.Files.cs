namespace SeeSupport.Texts;

/// <content>The files of picture messages: fetched, kept as pictures of their session, deleted where they lay.</content>
internal sealed partial class PhoneThreadGrain
{
    private static Task StopFetching() => Task.CompletedTask;

    private void StartFetching() => SetTimer();

    private static DateTimeOffset? NextFile(DateTimeOffset now) => now == default ? now : null;
}
