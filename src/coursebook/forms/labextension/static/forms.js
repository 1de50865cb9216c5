// A task as a form. Nothing here knows a notebook or a page: a host keeps the answer, shows
// Markdown and checks.
import { BY_ROW, asText, chosenIn, fieldsIn, joinedFields } from "./answers.js";

const AFTER_TRIES = 3; // then the answer may be shown

// The data tell how an answer is typed; here it is clicked.
const CHOOSE = { radio: "Choose one.", checkbox: "Choose one or more." };

/** Return an element; `children` are nodes and texts, texts never become HTML. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

let count = 0;

/**
 * A form for one task.
 *
 * `host` has: `markdown(text)`, a promise of a node; `answer` (text, read and written), `state`
 * ({tries, hints, right, parts}), `check()`, `hint(number)`, `restart()`, `undo()`, `canUndo`.
 */
export class TaskForm {
  constructor(task, host) {
    this.task = task;
    this.host = host;
    this.name = `cb-${(count += 1)}`;
    this.prompt = element("div", { class: "cb-prompt", id: `${this.name}-prompt` });
    this.choices = element("div", { class: "cb-choices" });
    this.buttons = element("div", { class: "cb-buttons" });
    this.status = element("p", { class: "cb-status", role: "status", "aria-live": "polite" });
    this.node = element("form", {
      class: "cb-form",
      "data-kind": task.kind,
      "aria-labelledby": `${this.name}-prompt`,
      onsubmit: event => {
        event.preventDefault();
        this.check();
      },
    });
    this.node.append(this.prompt, this.choices, this.buttons, this.status);
    this.ready = this.draw();
  }

  async draw() {
    const { task } = this;
    const title = task.title ? `**${task.id} · ${task.title}**\n\n` : `**${task.id}** `;
    this.prompt.replaceChildren(await this.host.markdown(title + task.prompt));
    this.drawChoices();
    await this.drawRowTexts();
    this.drawButtons();
    this.update();
  }

  drawChoices() {
    const drawn = {
      single: () => this.options("radio"),
      multiple: () => this.options("checkbox"),
      grid: () => this.rows(),
      forecast: () => this.rows(),
      matching: () => this.matches(),
      order: () => this.items(),
      words: () => this.words(),
    }[this.task.kind] ?? (() => this.field());
    this.choices.replaceChildren(...drawn());
  }

  /** Show the rows as Markdown: they may cite, and stress a word. Options are plain text. */
  async drawRowTexts() {
    const names = [...this.choices.querySelectorAll(".cb-row > legend, .cb-row > label")];
    await Promise.all(
      this.task.rows.map(async (row, place) => {
        if (names[place] && /[*_`[]/.test(row.text)) names[place].replaceChildren(await this.host.markdown(rowText(row)));
      }),
    );
  }

  // Options of one question: radio buttons or checkboxes.
  options(type) {
    const list = this.task.options.map(option =>
      this.choice(type, this.name, option.label, option.text || option.label, () =>
        this.write([...this.choices.querySelectorAll("input:checked")].map(input => input.value)),
      ),
    );
    return [this.group(CHOOSE[type], list, "cb-options")];
  }

  choice(type, name, value, text, onchange) {
    return element("label", {}, element("input", { type, name, value, onchange }), element("span", {}, text));
  }

  group(legend, children, kind) {
    return element("fieldset", { class: kind }, element("legend", {}, legend), ...children);
  }

  // Rows: one option for each.
  rows() {
    return this.task.rows.map((row, place) => {
      const name = `${this.name}-${place}`;
      const list = this.task.options.map(option =>
        this.choice("radio", name, option.label, option.text || option.label, () => this.writeRows()),
      );
      return this.group(rowText(row), list, "cb-row");
    });
  }

  writeRows() {
    this.write(
      this.task.rows.map((_, place) => this.choices.querySelector(`input[name="${this.name}-${place}"]:checked`)?.value),
    );
  }

  matches() {
    return this.task.rows.map((row, place) => {
      const options = this.task.options.map(option => element("option", { value: option.label }, `${option.label}  ${option.text}`));
      const pick = element(
        "select",
        {
          id: `${this.name}-${place}`,
          onchange: () => this.write([...this.choices.querySelectorAll("select")].map(each => each.value)),
        },
        element("option", { value: "" }, "choose …"),
        ...options,
      );
      return element("div", { class: "cb-row" }, element("label", { for: pick.id }, rowText(row)), pick);
    });
  }

  // Items to be put in order, with buttons that a keyboard reaches.
  items() {
    this.list = element("ol", { class: "cb-items" });
    return [element("p", { class: "cb-how" }, "Move the lines up or down until their order is right."), this.list];
  }

  fillItems(chosen) {
    const { options } = this.task;
    const whole = chosen.filter(Boolean).length === options.length;
    const order = whole ? chosen : options.map(option => option.label);
    if (this.list.dataset.order === order.join(" ")) return;
    this.list.dataset.order = order.join(" ");
    this.list.replaceChildren(
      ...order.map((label, place) => {
        const { text } = options.find(option => option.label === label);
        const step = (by, sign, word) =>
          element("button", {
            type: "button",
            "aria-label": `${word}: ${text}`,
            disabled: place + by < 0 || place + by >= order.length,
            onclick: () => this.move(place, by),
          }, sign);
        return element("li", {}, step(-1, "▲", "Move up"), step(1, "▼", "Move down"), element("span", {}, text));
      }),
    );
  }

  move(place, by) {
    const order = this.list.dataset.order.split(" ");
    [order[place], order[place + by]] = [order[place + by], order[place]];
    this.write(order);
    const buttons = this.list.children[place + by].querySelectorAll("button");
    const next = buttons[by < 0 ? 0 : 1];
    (next.disabled ? buttons[by < 0 ? 1 : 0] : next).focus();
    this.say(`Now line ${place + by + 1} of ${order.length}.`);
  }

  field() {
    const id = `${this.name}-field`;
    const input = element("input", {
      id,
      type: "text",
      autocomplete: "off",
      inputmode: this.task.kind === "number" ? "decimal" : null,
      oninput: () => this.writeText(input.value),
    });
    return [element("label", { for: id }, this.task.how), input];
  }

  words() {
    const names = this.task.rows.map(row => row.text);
    this.names = names;
    const boxes = (names.length ? names : ["Your words"]).map((name, place) => {
      const id = `${this.name}-words-${place}`;
      const area = element("textarea", { id, rows: names.length ? 2 : 5, oninput: () => this.writeWords() });
      return element("div", { class: "cb-words" }, element("label", { for: id }, name), area);
    });
    this.counted = element("p", { class: "cb-how" });
    return [...boxes, this.counted];
  }

  writeWords() {
    const texts = [...this.choices.querySelectorAll("textarea")].map(area => area.value);
    this.writeText(this.names.length ? joinedFields(texts, this.names) : texts[0]);
    this.countWords();
  }

  countWords() {
    const [fewest, most] = this.task.words;
    const texts = [...this.choices.querySelectorAll("textarea")].map(area => area.value);
    const written = texts.join(" ").split(/\s+/).filter(Boolean).length;
    this.counted.textContent = `${written} words. About ${fewest} to ${most} are asked for.`;
  }

  drawButtons() {
    const button = (text, onclick, kind = "button") => element("button", { type: kind, onclick }, text);
    this.checkButton = button("Check", null, "submit");
    this.hintButton = button("", () => this.hint(this.host.state.hints + 1));
    this.showButton = button("Show me", () => this.hint(this.task.hints + 1));
    this.againButton = button("Start again", () => this.restart());
    this.undoButton = button("Undo", () => this.host.undo());
    this.buttons.replaceChildren(
      this.checkButton, this.hintButton, this.showButton, this.againButton, this.undoButton,
    );
  }

  /** Show what the host keeps: the answer, the tries and hints, what is right. */
  update() {
    const { task, host } = this;
    const { answer, state } = host;
    const words = task.kind === "words";
    if (words) this.fillWords(answer ?? "");
    else if (task.options.length) this.fillChosen(answer ?? "");
    else this.fillField(answer ?? "");
    this.checkButton.hidden = words;
    this.hintButton.hidden = state.hints >= task.hints;
    this.hintButton.textContent = `Hint ${Math.min(state.hints + 1, task.hints)} of ${task.hints}`;
    const tried = state.tries >= AFTER_TRIES || state.hints >= task.hints;
    this.showButton.hidden = words || !tried || state.hints > task.hints;
    this.againButton.hidden = words || (!answer && !state.tries && !state.hints);
    this.undoButton.hidden = !host.canUndo;
    this.node.dataset.right = state.right == null ? "" : String(state.right);
    this.tick(state.parts ?? []);
  }

  fillField(answer) {
    const input = this.choices.querySelector("input");
    if (input && input.value !== answer) input.value = answer;
  }

  fillWords(answer) {
    const areas = this.choices.querySelectorAll("textarea");
    const texts = this.names.length ? fieldsIn(answer, this.names) : [answer];
    areas.forEach((area, place) => {
      if (area.value !== texts[place]) area.value = texts[place];
    });
    this.countWords();
  }

  fillChosen(answer) {
    const chosen = chosenIn(answer, this.task);
    const { kind } = this.task;
    if (kind === "order") {
      this.fillItems(chosen);
    } else if (kind === "matching") {
      this.choices.querySelectorAll("select").forEach((pick, place) => { pick.value = chosen[place] ?? ""; });
    } else if (BY_ROW.includes(kind)) {
      this.choices.querySelectorAll("fieldset").forEach((row, place) => {
        row.querySelectorAll("input").forEach(input => { input.checked = input.value === chosen[place]; });
      });
    } else {
      this.choices.querySelectorAll("input").forEach(input => { input.checked = chosen.includes(input.value); });
    }
  }

  /** Say of each row whether it is right. */
  tick(parts) {
    this.choices.querySelectorAll(".cb-row, .cb-items li").forEach((row, place) => {
      row.querySelector(".cb-tick")?.remove();
      if (place < parts.length) {
        row.append(element("span", { class: `cb-tick cb-${parts[place]}` }, parts[place] ? "✓ right" : "✗ not yet"));
      }
    });
  }

  write(chosen) {
    this.writeText(asText(chosen));
    if (this.task.kind === "order") this.update();
  }

  writeText(text) {
    if (!this.host.write(text)) this.say("The cell below was changed: type your answer there.");
  }

  say(text) {
    this.status.textContent = text;
  }

  /** Return what is still missing, in words; empty where the answer is whole. */
  missing() {
    const answer = this.host.answer ?? "";
    if (BY_ROW.includes(this.task.kind)) {
      const chosen = chosenIn(answer, this.task);
      const open = this.task.rows.filter((_, place) => !chosen[place]).length;
      return open ? `Choose for each line: ${open} ${open === 1 ? "is" : "are"} still open.` : "";
    }
    return answer.trim() ? "" : "Choose or write an answer first.";
  }

  async check() {
    if (this.task.kind === "words") return;
    if (this.task.kind === "order" && !this.host.answer) this.writeText(this.list.dataset.order);
    const missing = this.missing();
    if (missing) {
      this.say(missing);
      return;
    }
    await this.busy("Checking …", () => this.host.check());
    const { right, parts } = this.host.state;
    const good = (parts ?? []).filter(Boolean).length;
    const told = right == null ? "Kept." : right ? "✓ Right." : "✗ Not yet.";
    this.say(parts?.length && right === false ? `${told} ${good} of ${parts.length} are right.` : told);
  }

  async hint(number) {
    await this.busy("One moment …", () => this.host.hint(number));
    this.say(number > this.task.hints ? "The answer stands below." : `Hint ${number} of ${this.task.hints} stands below.`);
  }

  async busy(text, work) {
    this.say(text);
    this.node.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (error) {
      this.say(String(error.message ?? error));
      throw error;
    } finally {
      this.node.removeAttribute("aria-busy");
      this.update();
    }
  }

  restart() {
    if (!window.confirm("Take back your answer and begin this task again?")) return;
    this.host.restart();
    this.update();
    this.say("Begun again. Undo brings your answer back.");
  }
}

// A full stop after a number would make it a list in Markdown.
const rowText = row => (row.text ? `${row.label}\u2002${row.text}` : row.label);
