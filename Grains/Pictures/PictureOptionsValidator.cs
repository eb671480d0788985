using Microsoft.Extensions.Options;

namespace SeeSupport.Pictures;

internal sealed class PictureOptionsValidator : IValidateOptions<PictureOptions>
{
    private const long Gigabyte = 1024 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, PictureOptions options)
    {
        List<string> wrong = [];
        Between(options.SnapshotBytes, 1024, Gigabyte, nameof(options.SnapshotBytes));
        Between(options.PhotoBytes, 1024, Gigabyte, nameof(options.PhotoBytes));
        Between(options.FrozenBytes, 1024, Gigabyte, nameof(options.FrozenBytes));
        Between(options.TextBytes, 1024, Gigabyte, nameof(options.TextBytes));
        Between(options.MostPixels, 1, 1_000_000_000, nameof(options.MostPixels));
        Between(options.PerSession, 1, 1_000, nameof(options.PerSession));
        Between(options.BytesPerSession, 1024, 1024 * Gigabyte, nameof(options.BytesPerSession));
        Between(options.AtOnce, 1, 100, nameof(options.AtOnce));
        Between(options.KeepDays, 0, 36_500, nameof(options.KeepDays));
        AtLeast(options.KeepUploads, TimeSpan.FromMinutes(1), nameof(options.KeepUploads));
        AtLeast(options.SweepEvery, TimeSpan.FromMinutes(1), nameof(options.SweepEvery));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Between(long value, long least, long most, string key)
        {
            if (value < least || value > most)
                wrong.Add($"{PictureOptions.Section}:{key} is {value} and must be {least} to {most}.");
        }

        void AtLeast(TimeSpan value, TimeSpan least, string key)
        {
            if (value < least)
                wrong.Add($"{PictureOptions.Section}:{key} is {value} and must be at least {least}.");
        }
    }
}
