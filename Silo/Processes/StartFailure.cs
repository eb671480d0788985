using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace SeeSupport.Processes;

/// <summary>Says in one sentence why the process cannot start and what to do, for everything that is not a fault of the program.</summary>
internal static partial class StartFailure
{
    /// <summary>What a full disk is called wherever it shows.</summary>
    public static readonly Problem DiskFull = new("storage-full", "The disk with the data folder is full. Make room, then start again.");

    private const int NoSpaceLeft = 28;
    private const int SqliteFull = 13;

    /// <summary>Whether a file operation failed for want of room.</summary>
    public static bool IsDiskFull(IOException problem) => (problem.HResult & 0xFFFF) is NoSpaceLeft or 112 or 39;

    /// <summary>The problem behind a failed start; null for a fault of the program, which is told in full.</summary>
    public static Problem? Explain(Exception failure) => failure switch
    {
        SeeSupportException known => known.Problem,
        OptionsValidationException options => new Problem("configuration-broken", string.Join(" ", options.Failures)),
        AggregateException { InnerExceptions: { Count: > 0 } several } => several.Select(Explain).FirstOrDefault(each => each is not null),
        IOException { InnerException: AddressInUseException } => new Problem(
            "port-in-use", $"{AddressIn(failure.Message)} is in use by another program. Stop that, or choose another address with --urls."),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => new Problem(
            "port-not-allowed", "The system does not let SeeSupport listen there. Choose a port from 1024 up with --urls."),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable or SocketError.HostNotFound } => new Problem(
            "address-unknown", "This machine does not have the address SeeSupport is to listen at. Choose another with --urls."),
        IOException io when IsDiskFull(io) => DiskFull,
        SqliteException { SqliteErrorCode: SqliteFull } => DiskFull,
        InvalidOperationException when BadValue().Match(failure.Message) is { Success: true } bad => BrokenValue(bad.Groups["key"].Value, bad.Groups["value"].Value),
        FormatException when failure.Message.StartsWith("Invalid url", StringComparison.OrdinalIgnoreCase) => new Problem(
            "configuration-broken", "The address to listen at (--urls) cannot be read. Write it like http://localhost:5080."),
        { InnerException: { } inner } => Explain(inner),
        _ => null,
    };

    /// <summary>Prints the problem where the person who started the process reads it.</summary>
    public static int Report(Problem problem)
    {
        Console.Error.WriteLine($"SeeSupport cannot start ({problem.Code}): {problem.Sentence}");
        return 1;
    }

    private static Problem BrokenValue(string key, string value) =>
        new("configuration-broken", $"{key} has the value '{value}', which cannot be read. Correct it, or remove it to get the default.");

    private static string AddressIn(string message) => AddressPattern().Match(message) is { Success: true } found ? found.Value : "The address";

    [GeneratedRegex("Failed to convert configuration value '(?<value>.*)' at '(?<key>[^']+)'")]
    private static partial Regex BadValue();

    [GeneratedRegex(@"https?://[^\s,]+[^\s,:.]")]
    private static partial Regex AddressPattern();
}
