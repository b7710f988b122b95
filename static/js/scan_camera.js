// Bar codes through the phone's camera, where the browser itself can read them. Tells each number once while it stays in view.
var hotichScanCamera = (() => { // eslint-disable-line no-var
  "use strict";
  const EVERY_MS = 200, GONE_MS = 3000;
  const isThere = async () => {
    if (!window.BarcodeDetector || !navigator.mediaDevices) return false;
    return (await BarcodeDetector.getSupportedFormats()).includes("code_128");
  };
  // Looks until `signal` says stop. Throws where the camera is refused.
  const watch = async (video, tell, signal) => {
    const detector = new BarcodeDetector({ formats: ["code_128"] }), seen = new Map();
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 } } });
    try {
      video.srcObject = stream;
      await video.play();
      while (!signal.aborted) {
        await new Promise((go) => setTimeout(go, EVERY_MS));
        for (const { rawValue } of await detector.detect(video).catch(() => [])) {
          if (!(Date.now() - seen.get(rawValue) < GONE_MS)) tell(rawValue);
          seen.set(rawValue, Date.now());
        }
      }
    } finally {
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    }
  };
  return { isThere, watch };
})();
