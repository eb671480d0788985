using System.Text.Json;
using Microsoft.Playwright;

namespace SeeSupport.Browser;

/// <summary>
/// A phone's cameras laid over Chromium's fake one, which can do next to nothing: two rear lenses, of which the first has a light, and a
/// front one, with zoom and focus as an Android phone tells them. What the page sets can be read, and the phone can take the camera away.
/// </summary>
public sealed class ScriptedCamera(IPage page)
{
    private const string Script = """
        (() => {
          const media = navigator.mediaDevices;
          const ask = media.getUserMedia.bind(media);
          const zoom = { min: 1, max: 8, step: 0.1 };
          const lenses = {
            main: { label: "camera2 0, facing back", facingMode: "environment", can: { torch: true, zoom, focusMode: ["manual", "single-shot", "continuous"] } },
            wide: { label: "camera2 2, facing back", facingMode: "environment", can: { zoom } },
            selfie: { label: "camera2 1, facing front", facingMode: "user", can: {} },
          };
          window.scripted = { opened: 0, focused: 0 };
          media.enumerateDevices = async () => Object.entries(lenses).map(([deviceId, { label, facingMode }]) =>
            ({ deviceId, label, kind: "videoinput", groupId: "", getCapabilities: () => ({ facingMode: [facingMode] }) }));
          media.getUserMedia = async constraints => {
            if (!constraints.video) return ask(constraints);
            const stream = await ask({ video: true });
            const { deviceId, facingMode } = constraints.video;
            const name = lenses[deviceId?.ideal] ? deviceId.ideal : facingMode?.ideal === "user" ? "selfie" : "main";
            const track = stream.getVideoTracks()[0];
            const { getSettings, applyConstraints, stop } = track;
            const set = { torch: lenses[name].can.torch ? false : undefined, zoom: lenses[name].can.zoom && 1 };
            window.scripted = { ...window.scripted, lens: name, torch: false, zoom: 1, opened: window.scripted.opened + 1 };
            track.getCapabilities = () => ({ facingMode: [lenses[name].facingMode], ...lenses[name].can });
            track.getSettings = () => ({ ...getSettings.call(track), deviceId: name, facingMode: lenses[name].facingMode, ...set });
            track.applyConstraints = async constraints => {
              const { torch, zoom, focusMode } = constraints.advanced?.[0] ?? {};
              if (torch !== undefined) window.scripted.torch = set.torch = torch;
              if (zoom !== undefined) window.scripted.zoom = set.zoom = zoom;
              if (focusMode === "single-shot") window.scripted.focused++;
              const { advanced, ...size } = constraints;
              if (Object.keys(size).length > 0) await applyConstraints.call(track, size);
            };
            window.takeCamera = () => { stop.call(track); track.dispatchEvent(new Event("ended")); };
            return stream;
          };
        })();
        """;

    /// <summary>Puts the cameras into every page the phone loads from now on.</summary>
    public Task Install() => page.AddInitScriptAsync(Script);

    /// <summary>The phone takes the camera away, as for a call.</summary>
    public Task TakeAway() => page.EvaluateAsync("takeCamera()");

    /// <summary>Waits until the camera is in a state, such as <c>lens === "wide" &amp;&amp; torch</c>.</summary>
    public async Task Is(string state)
    {
        try
        {
            await page.WaitForFunctionAsync($"() => {{ const {{ lens, torch, zoom, opened, focused }} = window.scripted; return {state}; }}");
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Not {state}, but {await page.EvaluateAsync<JsonElement>("window.scripted")}");
        }
    }
}
