// Photos of papers: shrunk in the browser, sent one by one with progress in words, tried again after a lost line.
(() => {
  "use strict";
  const words = document.getElementById("upload-words");
  const goOn = document.getElementById("buoc");
  if (!words || !window.FormData || !window.XMLHttpRequest) return;
  const say = (name, n) => words.dataset[name].replace("{n}", n);
  const SIDE = 2048, QUALITY = 0.8, SLOW_SECONDS = 4;
  let running = 0, waiting = false;

  // A smaller JPEG without EXIF and place; the file itself where the browser cannot read it (PDF, HEIC).
  const shrink = async (file) => {
    if (!/^image\//.test(file.type) || !window.createImageBitmap) return file;
    try {
      const photo = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, SIDE / Math.max(photo.width, photo.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(photo.width * scale);
      canvas.height = Math.round(photo.height * scale);
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(photo, 0, 0, canvas.width, canvas.height);
      return await new Promise((done) => canvas.toBlob((blob) => done(blob || file), "image/jpeg", QUALITY));
    } catch {
      return file;
    }
  };

  const show = (slot, file) => {
    const box = slot.querySelector(".slot-progress");
    box.replaceChildren();
    if (/^image\//.test(file.type)) {
      const image = document.createElement("img");
      image.alt = "";
      image.src = URL.createObjectURL(file);
      box.append(image);
    }
    const side = document.createElement("div"), title = document.createElement("b");
    const bar = document.createElement("progress"), hint = document.createElement("p");
    bar.max = 100;
    title.textContent = say("preparing");
    side.append(title, bar, hint);
    box.append(side);
    box.hidden = false;
    slot.classList.add("sending");
    return { side, title, bar, hint };
  };

  const send = (slot, body, name, view) => new Promise((done) => {
    const request = new XMLHttpRequest(), started = Date.now();
    const data = new FormData();
    data.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    data.append("files", body, name);
    request.open("POST", slot.dataset.upload);
    request.setRequestHeader("X-Fragment", "1");
    request.timeout = 300000;
    request.upload.onprogress = (event) => {
      if (!event.lengthComputable) return;
      const part = event.loaded / event.total, left = Math.round(((Date.now() - started) / 1000) * (1 / part - 1));
      view.bar.value = part * 100;
      view.title.textContent = say("uploading", Math.round(part * 100));
      view.hint.textContent = left >= SLOW_SECONDS ? say("slow", left) : "";
    };
    request.onload = () => done(/^text\/html/.test(request.getResponseHeader("Content-Type")) && [200, 400].includes(request.status) ? request.responseText : null);
    request.onerror = request.ontimeout = () => done(null);
    request.send(data);
  });

  const lost = (view) => new Promise((again) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-primary";
    button.textContent = say("retry");
    view.title.textContent = say("lost");
    view.hint.textContent = "";
    view.bar.hidden = true;
    view.side.append(button);
    const retry = () => {
      window.removeEventListener("online", retry);
      button.remove();
      view.bar.hidden = false;
      again();
    };
    button.addEventListener("click", retry);
    window.addEventListener("online", retry);
  });

  const replaced = (slot, html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-upload]");
    if (!fresh) return null;
    slot.replaceWith(fresh);
    const next = fresh.querySelector(".has-err input, .kept-actions a, input");
    if (next) next.focus({ preventScroll: true });
    return fresh;
  };

  const upload = async (slot, files) => {
    let fault = null; // of one file among several: the next one's answer must not wipe it away
    running += 1;
    for (const file of files) {
      const view = show(slot, file);
      const body = await shrink(file);
      const name = body === file ? file.name : file.name.replace(/\.\w+$/, "") + ".jpg";
      let html;
      while ((html = await send(slot, body, name, view)) === null) await lost(view);
      slot = replaced(slot, html) || slot;
      fault = slot.querySelector(":scope > .err") || fault;
    }
    if (fault && !fault.isConnected) slot.prepend(fault);
    running -= 1;
    if (!running && waiting) goOn.requestSubmit ? goOn.requestSubmit() : goOn.submit();
  };

  document.addEventListener("change", (event) => {
    const input = event.target, slot = input.type === "file" && input.closest("[data-upload]");
    if (!slot || !input.files.length) return;
    const files = [...input.files];
    input.value = "";
    upload(slot, files);
  });

  if (goOn) goOn.addEventListener("submit", (event) => {
    if (!running || !goOn.dataset.wait || (event.submitter && event.submitter.name === "leave")) return;
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    const line = document.createElement("p");
    line.className = "limits";
    line.setAttribute("role", "status");
    goOn.append(line);
    line.textContent = goOn.dataset.wait;
  });
})();
