// Makes a chart of this page live when its button is pressed. Without this script nothing is
// missing: the drawings stay. The library is one file beside the pages, loaded once.
(function () {
  "use strict";
  const address = document.currentScript.dataset.charts;
  const LIVE = "Make this chart live";
  const STILL = "Show the still chart";
  let loading = null;

  function library() {
    loading = loading || new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => done(window.vegaEmbed);
      script.onerror = () => {
        loading = null; // the next press tries again
        failed(new Error("the file charts.js is not where the whole build has it"));
      };
      document.head.append(script);
    });
    return loading;
  }

  // Vega takes a pixel on the screen for a pixel of the chart, but ours is fitted to the page.
  function accountForSize(svg) {
    const own = svg.getBoundingClientRect.bind(svg);
    svg.getBoundingClientRect = () => {
      const box = own();
      const event = window.event;
      const at = event && event.changedTouches ? event.changedTouches[0] : event;
      if (!at || at.clientX === undefined || !box.width) return box;
      const scale = box.width / svg.viewBox.baseVal.width;
      return new DOMRect(
        at.clientX - (at.clientX - box.left) / scale,
        at.clientY - (at.clientY - box.top) / scale,
        box.width,
        box.height
      );
    };
  }

  // A label that says nothing when pointed at must not hide the mark below it.
  function letThrough(labels) {
    const speaks = [...labels.children].some((each) => each.__data__ && each.__data__.tooltip);
    if (!speaks) labels.style.pointerEvents = "none";
  }

  // One picture with one text alternative, as before; what its marks mean stands in the table.
  function speakOnce(picture, svg, words) {
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", words);
    picture.removeAttribute("aria-roledescription");
    svg.setAttribute("aria-hidden", "true");
  }

  async function draw(box, spec, words) {
    const embed = await library();
    const [place, picture, controls] = [1, 2, 3].map(() => document.createElement("div"));
    place.className = "live-chart";
    place.append(picture, controls);
    box.append(place);
    try {
      await embed(picture, JSON.parse(spec), {
        mode: "vega-lite", renderer: "svg", ast: true, bind: controls, actions: false,
        defaultStyle: false, tooltip: { disableDefaultStyle: true },
      });
    } catch (error) {
      place.remove();
      throw error;
    }
    const svg = picture.querySelector("svg");
    svg.style.setProperty("--width", svg.getAttribute("width") + "px");
    accountForSize(svg);
    svg.querySelectorAll(".role-mark.mark-text").forEach(letThrough);
    speakOnce(picture, svg, words);
    return place;
  }

  function prepare(paragraph) {
    const figure = paragraph.closest("figure");
    const button = paragraph.querySelector("button");
    const status = paragraph.querySelector("[role=status]");
    const box = figure.querySelector(".chart");
    const still = box.querySelector("svg");
    const spec = figure.querySelector('script[type="application/json"]').textContent;
    const name = box.getAttribute("aria-label");
    const words = still.getAttribute("aria-label");
    let chart = null;
    let busy = false;

    function say(label, message) {
      button.textContent = label;
      button.setAttribute("aria-label", label + ": " + name);
      status.textContent = message;
    }
    function show(live) {
      still.style.display = live ? "none" : "";
      if (chart) chart.style.display = live ? "" : "none";
      say(live ? STILL : LIVE, live ? "Live: point at a mark, or tap it, to read it." : "");
    }
    button.addEventListener("click", async () => {
      if (busy) return;
      if (chart) return show(still.style.display !== "none");
      busy = true;
      status.textContent = "Loading …";
      try {
        chart = await draw(box, spec, words);
        show(true);
      } catch (error) {
        say(LIVE, "The chart stays still: " + error.message + ".");
      }
      busy = false;
    });
    say(LIVE, "");
    paragraph.hidden = false;
  }

  // A long page opens as fast as a short one: what is out of sight is laid out after loading.
  addEventListener("load", () => setTimeout(() => {
    document.querySelector("main").classList.add("whole");
    document.querySelectorAll("figure p.live").forEach(prepare);
    const target = document.querySelector(":target");
    if (target) target.scrollIntoView();
  }));
})();
