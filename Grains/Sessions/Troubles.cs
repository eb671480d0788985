using System.Collections.Frozen;

namespace SeeSupport.Sessions;

/// <summary>What can be in a consumer's way, each with what the agent reads out and what the consumer reads.</summary>
internal static class Troubles
{
    public const string CameraDenied = "camera-denied";
    public const string MicrophoneDenied = "microphone-denied";
    public const string NoRoute = "no-route";
    public const string PictureBlack = "picture-black";

    private static readonly FrozenDictionary<string, (string Agent, string Consumer)> Sentences = new Dictionary<string, (string, string)>
    {
        [CameraDenied] = (
            "The camera was refused. Ask the consumer to tap the symbol left of the address, allow the camera, and tap Try again.",
            "The camera was refused. Allow it beside the address, then try again."),
        ["camera-dismissed"] = (
            "The question for the camera was closed without an answer. Ask the consumer to tap Try again, then Allow.",
            "The camera was not allowed yet. Try again, then tap Allow."),
        ["camera-missing"] = (
            "This device has no camera that the browser can use. Ask the consumer to open the link on a phone.",
            "No camera was found. Open the link on a phone."),
        ["camera-busy"] = (
            "Another app uses the camera. Ask the consumer to close the other apps, a video call for example, and tap Try again.",
            "Another app uses the camera. Close it, then try again."),
        ["camera-unsuitable"] = (
            "The camera cannot do what was asked of it. Ask the consumer to tap Try again; any camera will be taken then.",
            "This camera did not start. Try again."),
        ["page-insecure"] = (
            "The page was opened without encryption, so the browser keeps the camera shut. Send the consumer a new link.",
            "This page is not secure. Ask the agent for a new link."),
        ["webrtc-missing"] = (
            "This browser cannot send live video. Ask the consumer to open the link in Chrome or Safari.",
            "This browser cannot send video. Open the link in Chrome or Safari."),
        ["in-app-browser"] = (
            "The link was opened inside another app, where the camera does not work. Ask the consumer to open it in Safari or Chrome.",
            "The camera does not work here. Open the page in Safari or Chrome."),
        [MicrophoneDenied] = (
            "The consumer wants to talk, but the browser refuses the microphone. Ask them to allow it left of the address, then ask again.",
            "The microphone was refused. Allow it beside the address."),
        ["microphone-missing"] = (
            "The consumer wants to talk, but their device has no microphone. Talk on the phone, or write.",
            "No microphone was found. Write in the chat."),
        ["microphone-busy"] = (
            "The consumer wants to talk, but another app or a call uses the microphone. Ask them to end it, then ask again.",
            "Another app or call uses the microphone. End it first."),
        [NoRoute] = (
            "No way was found for the picture through the networks. Ask the consumer to change between Wi-Fi and mobile data, and to tap Try again.",
            "The picture finds no way. Change between Wi-Fi and mobile data."),
        ["relay-refused"] = (
            "The relay server refused this session, so the picture has no way through. Tell your administrator; try again in the meantime.",
            "The picture finds no way at the moment. Try again."),
        ["relay-unreachable"] = (
            "The relay server cannot be reached, so the picture has no way through. Ask the consumer to change between Wi-Fi and mobile data.",
            "The picture finds no way. Change between Wi-Fi and mobile data."),
        [PictureBlack] = (
            "Connected, but the picture is black. Ask the consumer whether something covers the camera, or to flip it once.",
            "The picture is black. Uncover the camera, or flip it."),
        ["nothing-sent"] = (
            "Connected, but the phone sends no picture. Ask the consumer to come back to the page, or to reload it.",
            "No picture is sent. Stay on this page, or reload it."),
    }.ToFrozenDictionary();

    /// <summary>The code when it is one of the list, else the one that fits in general: what a browser says is never shown as it is.</summary>
    public static string Known(string? code, string otherwise) => code is not null && Sentences.ContainsKey(code) ? code : otherwise;

    /// <summary>The problem as its agent reads it.</summary>
    public static Problem? ForAgent(string? code) => code is null ? null : new(code, Sentences[code].Agent);

    /// <summary>The problem as its consumer reads it.</summary>
    public static Problem? ForConsumer(string? code) => code is null ? null : new(code, Sentences[code].Consumer);
}
