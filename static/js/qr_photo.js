// Finds a QR code in a photo or a camera. A code that one try misses is often found at another size: several are tried.
var hotichPhoto = (() => { // eslint-disable-line no-var
  "use strict";
  const MOST_SIDE = 4000, EFFORT = { effort: 6, timeLimit: 500 };
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const breathe = () => new Promise((go) => setTimeout(go));

  const textIn = (source, { x, y, width, height }, scale, effort) => {
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    pen.imageSmoothingQuality = "high";
    pen.drawImage(source, x, y, width, height, 0, 0, canvas.width, canvas.height);
    try {
      return qrReader.decodeQR(pen.getImageData(0, 0, canvas.width, canvas.height), effort);
    } catch {
      return null;
    }
  };

  // The whole picture first, then its four corners (overlapping), each at several sizes.
  const tries = function* ({ width, height }) {
    const whole = { x: 0, y: 0, width, height }, most = MOST_SIDE / Math.max(width, height);
    for (const scale of [1, 1.5, 0.75, 2, 0.5]) if (scale <= Math.max(1, most)) yield [whole, Math.min(scale, most)];
    const half = { width: Math.ceil(width * 0.6), height: Math.ceil(height * 0.6) }, near = MOST_SIDE / Math.max(half.width, half.height);
    for (const scale of [1, 1.5]) for (const y of [height - half.height, 0]) for (const x of [0, width - half.width]) yield [{ x, y, ...half }, Math.min(scale, near)];
  };

  // The text of the code, or null. Throws where the file is no picture.
  const read = async (file) => {
    const photo = await createImageBitmap(file, { imageOrientation: "from-image" });
    for (const [part, scale] of tries(photo)) {
      await breathe();
      const text = textIn(photo, part, scale, EFFORT);
      if (text) return text;
    }
    return null;
  };

  // Looks through the camera until a code is found or `signal` says stop. Throws where the camera is refused.
  const watch = async (video, signal) => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } } });
    try {
      video.srcObject = stream;
      await video.play();
      while (!signal.aborted) {
        await new Promise((go) => setTimeout(go, 150));
        const { videoWidth: width, videoHeight: height } = video;
        const text = width && textIn(video, { x: 0, y: 0, width, height }, 1);
        if (text) return text;
      }
      return null;
    } finally {
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    }
  };

  return { read, watch };
})();
