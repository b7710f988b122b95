// Tells a person who has logged in, two minutes before, that the session ends; one press goes on. Other tabs count: the server is asked.
(() => {
  const box = document.getElementById("het-phien");
  if (!box || !box.showModal) return;
  const form = box.querySelector("form"), stay = box.querySelector("button"), again = box.querySelector("a");
  const WARN = 120;
  let ends = Date.now() + Number(box.dataset.left) * 1000, timer;
  const wait = (seconds) => { clearTimeout(timer); timer = setTimeout(look, Math.max(1, seconds) * 1000); };
  const guess = () => Math.max(0, Math.round((ends - Date.now()) / 1000)); // where the line is down
  const ask = (options) => fetch(form.action, options)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject()))
    .then((told) => { ends = Date.now() + told.left * 1000; return told.left; })
    .catch(guess);
  const show = (left) => {
    const minutes = left > 60 ? "2" : left > 0 ? "1" : "0";
    for (const words of box.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== minutes;
    stay.hidden = !left;
    again.hidden = Boolean(left);
    if (!box.open) box.showModal();
    (left ? stay : again).focus();
    if (left) wait(left > 60 ? left - 60 : left);
  };
  const go = (left) => {
    if (left <= WARN) return show(left);
    box.close();
    wait(left - WARN);
  };
  const look = () => ask().then(go);
  const goOn = (event) => {
    if (stay.hidden) return; // too late: only closes
    event.preventDefault();
    ask({ method: "POST", body: new FormData(form) }).then(go);
  };
  form.addEventListener("submit", goOn);
  box.addEventListener("cancel", goOn); // Escape: somebody is there
  document.addEventListener("visibilitychange", () => { if (!document.hidden && guess() <= WARN) look(); }); // the machine slept
  wait(guess() - WARN);
})();
