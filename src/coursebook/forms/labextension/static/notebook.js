// Forms in a notebook of JupyterLab, Notebook or JupyterLite. A form stands in the output of
// kp.ask; the answer stands in a cell of its own, as plain text that every front end shows.
import { isHarmless, readAnswer, withAnswer } from "./answers.js";
import { drawCitations, numbered } from "./citations.js";
import { TaskForm, element } from "./forms.js";
import { asCount, asObject, asTask } from "./tasks.js";

const MIME = "application/vnd.coursebook.task+json";
const NAMESPACE = "coursebook"; // of what the engine writes into metadata
const SAVE_AFTER = 1_000; // ms without a further change
// So that no first cell has to be found. It is the same for every notebook: nothing of it is
// taken from one.
const PREAMBLE = "from coursebook.practice.session import import_course\nimport_course(globals())";

export async function plugin(shared, style) {
  const [{ INotebookTracker, NotebookActions }, { Panel, Widget }] = await Promise.all(
    ["@jupyterlab/notebook", "@lumino/widgets"].map(shared),
  );

  /** The output of kp.ask: a task as a form, bound to the cell that keeps its answer. */
  class TaskView extends Panel {
    constructor(panel) {
      super();
      this.panel = panel;
      this.addClass("cb-task");
    }

    async renderModel(model) {
      this.data = model.data[MIME];
      this.task = asTask(this.data);
      this.widgets.slice().forEach(widget => widget.dispose());
      this.widget = new Widget();
      this.addWidget(this.widget);
      // By the next frame the output stands in its notebook, and its neighbours can be found.
      await new Promise(requestAnimationFrame);
      if (this.isDisposed) return;
      if (!this.task) {
        this.widget.node.replaceChildren(await this.markdown(String(model.data["text/markdown"] ?? "")));
        return;
      }
      const host = this.task.kind === "seal" ? new SealHost(this) : new CellHost(this);
      this.widget.node.replaceChildren(host.node);
    }

    /** Return text as JupyterLab shows Markdown that nobody trusts. */
    async markdown(text) {
      const { rendermime } = this.panel.content;
      const renderer = rendermime.createRenderer("text/markdown");
      await renderer.renderModel(rendermime.createModel({ data: { "text/markdown": text }, trusted: false }));
      return renderer.node;
    }

    /** Return the kernel, which then knows the course, also where no other cell was run. */
    async kernel() {
      const { sessionContext } = this.panel;
      await sessionContext.ready;
      const kernel = sessionContext.session?.kernel;
      if (!kernel) throw new Error("No kernel runs. Choose Kernel, then Restart Kernel, and try again.");
      const reply = await kernel.requestExecute({ code: PREAMBLE, silent: true, store_history: false }).done;
      if (reply.content.status === "error") {
        throw new Error(`This kernel does not know the course: ${reply.content.evalue}`);
      }
      return kernel;
    }

    /** Run a cell that holds nothing but a check, its hints or a seal; refuse any other. */
    async run(cell) {
      if (!isHarmless(source(cell), this.task.id)) {
        cell.removeClass("cb-answer");
        throw new Error("The cell below holds other code too: read it, and run it yourself.");
      }
      const { content, sessionContext } = this.panel;
      await this.kernel();
      const { activeCellIndex } = content;
      await NotebookActions.runCells(content, [cell], sessionContext);
      content.activeCellIndex = activeCellIndex; // the place of who reads stays
    }

    get cells() {
      return this.panel.content.widgets;
    }

    /** The place of the cell whose output this is. */
    get place() {
      const here = this.cells.findIndex(cell => cell.node.contains(this.node));
      return here >= 0 ? here : this.cells.findIndex(cell => asked(cell).some(data => data === this.data));
    }
  }

  /** Binds a form to the cell after it: by its metadata, else by the id in it, else by order. */
  class CellHost {
    constructor(view) {
      this.view = view;
      this.widget = view.widget;
      this.task = view.task;
      this.form = new TaskForm(this.task, this);
      this.node = this.form.node;
      this.form.ready.then(() => this.attach());
    }

    attach() {
      const { cell } = this;
      if (!cell || this.widget.isDisposed) return;
      this.restore();
      // What holds other code is shown: who reads it sees what it would do.
      if (this.isWords || isHarmless(source(cell), this.task.id)) cell.addClass("cb-answer");
      if (this.isWords) cell.addClass("cb-answer-words");
      const update = () => this.form.update();
      const look = () => this.look();
      const saved = (_, state) => state === "completed" && this.noteSaved();
      const { context } = this.view.panel;
      cell.model.contentChanged.connect(update);
      cell.model.outputs?.changed.connect(look);
      context.saveState.connect(saved);
      // A form is drawn anew each time its cell runs: the one before lets go of everything.
      this.widget.disposed.connect(() => {
        for (const name of ["cb-answer", "cb-answer-words", "cb-blank"]) cell.removeClass(name);
        context.saveState.disconnect(saved);
        if (cell.model.isDisposed) return;
        cell.model.contentChanged.disconnect(update);
        cell.model.outputs?.changed.disconnect(look);
      });
      this.look();
      this.form.update();
    }

    get isWords() {
      return this.task.kind === "words";
    }

    get cell() {
      if (this.found && !this.found.isDisposed && this.view.cells.includes(this.found)) return this.found;
      const type = this.isWords ? "markdown" : "code";
      const cells = this.view.cells.filter(cell => cell.model.type === type);
      const after = this.view.cells[this.view.place + 1];
      this.found =
        cells.find(cell => own(cell).task === this.task.id) ??
        (this.isWords ? undefined : cells.find(cell => readAnswer(source(cell), this.task.id) !== null)) ??
        (this.isWords && after && isResponse(after) ? after : undefined);
      return this.found;
    }

    get answer() {
      const { cell } = this;
      if (!cell) return "";
      return this.isWords ? source(cell) : readAnswer(source(cell), this.task.id) ?? "";
    }

    get state() {
      const { tries, hints } = this.cell ? own(this.cell) : {};
      return { tries: asCount(tries), hints: asCount(hints, this.task.hints + 1), ...this.seen };
    }

    get canUndo() {
      return this.before != null;
    }

    markdown(text) {
      return this.view.markdown(text);
    }

    write(text) {
      const { cell } = this;
      if (!cell) return false;
      if (!this.isWords && readAnswer(source(cell), this.task.id) === null) return false;
      this.backUp(text);
      if (this.isWords) {
        cell.model.sharedModel.setSource(text);
        return true;
      }
      this.seen = {};
      this.set(withAnswer(source(cell), this.task.id, text, this.state.hints));
      return true;
    }

    get key() {
      return `${NAMESPACE}:${this.view.panel.context.path}:${this.task.uid}`;
    }

    /** The version of the file that is open: the server's time of its last change. */
    get version() {
      return this.view.panel.context.contentsModel?.last_modified;
    }

    /** Keep an answer in the browser beside the version of the file, and have it saved soon. */
    backUp(text) {
      const { context } = this.view.panel;
      store(this.key, { version: this.version, text });
      clearTimeout(context.cbSaving);
      context.cbSaving = setTimeout(() => context.save(), SAVE_AFTER);
    }

    /** Bring back what was answered and not saved, as when the page was left in haste. */
    restore() {
      const kept = stored(this.key);
      if (kept?.version === this.version && kept.text !== this.answer) this.write(kept.text);
    }

    /** What was typed while the file was being written is not in it yet: go on keeping it. */
    noteSaved() {
      if (stored(this.key)) store(this.key, { version: this.version, text: this.answer });
    }

    set(code) {
      const { cell } = this;
      if (source(cell) !== code) cell.model.sharedModel.setSource(code);
    }

    keep(changes) {
      const { cell } = this;
      cell.model.setMetadata(NAMESPACE, { ...own(cell), ...changes });
    }

    async check() {
      this.before = null;
      this.keep({ tries: this.state.tries + 1 });
      await this.run();
    }

    async hint(number) {
      if (this.isWords) return this.hintBeside(number);
      this.keep({ hints: number });
      this.set(withAnswer(source(this.cell), this.task.id, this.answer, number));
      await this.run();
    }

    /** Show a hint in the form itself: the cell of own words is no code that could say it. */
    async hintBeside(number) {
      this.keep({ hints: number });
      const kernel = await this.view.kernel();
      const future = kernel.requestExecute({ code: `kp.hint(${JSON.stringify(this.task.id)}, ${number})`, store_history: false });
      const said = [];
      future.onIOPub = message => {
        const text = message.content.data?.["text/markdown"];
        if (text) said.push(text);
      };
      await future.done;
      this.node.append(await this.markdown(said.join("\n\n")));
    }

    restart() {
      const { cell } = this;
      this.before = { source: source(cell), kept: own(cell) };
      this.seen = {};
      this.keep({ tries: 0, hints: 0 });
      this.set(withAnswer(source(cell), this.task.id, "", 0));
      cell.model.clearExecution();
    }

    undo() {
      const { cell, before } = this;
      this.before = null;
      cell.model.setMetadata(NAMESPACE, before.kept);
      cell.model.sharedModel.setSource(before.source);
      this.form.update();
    }

    async run() {
      await this.view.run(this.cell);
      this.look();
    }

    /** Take from the reply whether the answer is right; the text is for people. */
    look() {
      const said = outputs(this.cell).map(output => asObject(output.metadata?.[NAMESPACE]));
      const reply = said.find(each => each.role === "reply");
      const right = typeof reply?.right === "boolean" ? reply.right : null;
      this.seen = reply ? { right, parts: Array.isArray(reply.parts) ? reply.parts : [] } : {};
      this.cell.node.dataset.right = this.seen.right == null ? "" : String(this.seen.right);
      // “Not answered yet” tells nothing where the form stands above.
      this.cell.toggleClass("cb-blank", said.length === 1 && said[0].role === "unanswered");
      this.form.update();
      this.view.panel.node.dispatchEvent(new Event("cb-progress"));
    }
  }

  /** A seal that waits for its forecast: a button that runs the cell it stands in. */
  class SealHost {
    constructor(view) {
      const { id } = view.task;
      const status = element("p", { class: "cb-status", role: "status", "aria-live": "polite" });
      const open = element("button", {
        type: "button",
        onclick: () => view.run(view.cells[view.place]).catch(error => { status.textContent = error.message; }),
      }, "Open the seal");
      const told = element("p", {}, `This seal is closed. Check your forecast in ${id} first, then open it.`);
      this.node = element("div", { class: "cb-form" }, told, open, status);
    }
  }

  /** How far the student is, for her alone: in the bar above the notebook. */
  class Progress extends Widget {
    constructor(panel) {
      super();
      this.panel = panel;
      this.addClass("cb-progress");
      panel.node.addEventListener("cb-progress", () => this.update());
      this.update();
    }

    onUpdateRequest() {
      const cells = this.panel.content.widgets;
      const tasks = cells.flatMap(asked).map(asTask).filter(task => task && !["seal", "words", "forecast"].includes(task.kind));
      const right = new Set(
        cells.flatMap(outputs).map(output => asObject(output.metadata?.[NAMESPACE]))
          .filter(said => said.role === "reply" && said.right).map(said => said.task),
      );
      const done = tasks.filter(task => right.has(task.id));
      const points = list => list.reduce((sum, task) => sum + (task.points ?? 0), 0);
      this.node.hidden = !tasks.length;
      this.node.textContent = `Right: ${done.length} of ${tasks.length} · ${points(done)} of ${points(tasks)} points`;
      this.node.title = "Only you see this.";
    }
  }

  return {
    id: "coursebook:forms",
    autoStart: true,
    optional: [INotebookTracker],
    activate: (_app, tracker) => {
      if (!tracker) return;
      document.head.append(element("link", { rel: "stylesheet", href: style }));
      tracker.widgetAdded.connect((_, panel) => {
        panel.content.rendermime.addFactory({
          safe: true, // the data go in as text, the prompt through JupyterLab's own sanitizer
          mimeTypes: [MIME],
          defaultRank: 10,
          createRenderer: () => new TaskView(panel),
        });
        panel.revealed.then(() => {
          panel.toolbar.addItem("coursebook-progress", new Progress(panel));
          panel.toggleClass("cb-course", isOfCourse(panel));
          if (isOfCourse(panel)) numberCitations(panel);
        });
      });
      window.addEventListener("keydown", event => {
        keepFromCommands(event, tracker);
        runTheLast(event, tracker, NotebookActions);
      }, true);
    },
  };
}

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // the browser keeps nothing, or something else
  }
}

function store(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Then only the file keeps the answer.
  }
}

const own = cell => asObject(cell.model.getMetadata(NAMESPACE));
const source = cell => cell.model.sharedModel.source;
// A cell that itself says how to write in it holds more than the words: it is left alone.
const isResponse = cell => !source(cell).includes("Click here, press Enter") && cell.model.type === "markdown" && [cell.model.getMetadata("tags")].flat().includes("response");

function outputs(cell) {
  const list = cell?.model.outputs;
  return list ? Array.from({ length: list.length }, (_, place) => list.get(place)) : [];
}

/** Return the data of the tasks that a cell shows, as they stand in the notebook. */
const asked = cell => outputs(cell).map(output => output.data?.[MIME]).filter(Boolean);

/**
 * Keep keys from being commands, in a form and beside it: whoever types next to a box would
 * delete, cut or convert cells. Saving stays a command, and notebooks of no course keep all keys.
 */
function keepFromCommands(event, tracker) {
  const accelerated = event.ctrlKey || event.metaKey;
  if (event.target.closest?.(".cb-form")) {
    if (!(accelerated && event.key.toLowerCase() === "s")) event.stopPropagation();
    return;
  }
  if (accelerated || event.altKey || event.key.length !== 1 || event.key === " ") return;
  if (event.target.closest?.("input, textarea, select, .cm-editor, [contenteditable=true]")) return;
  const panel = tracker.find(each => each.node.contains(event.target));
  if (panel && isOfCourse(panel)) event.stopPropagation();
}

/** Draw citations as numbers, now and wherever a text is shown anew. */
function numberCitations(panel) {
  const { content } = panel;
  const sources = () => Object.assign({}, ...content.widgets.flatMap(outputs).map(output => output.metadata?.[NAMESPACE]?.sources));
  const draw = () => {
    const open = [...content.node.querySelectorAll(".jp-RenderedMarkdown")].filter(text => text.textContent.includes("[@"));
    if (!open.length) return; // as at nearly every key that is pressed
    const known = sources();
    const shown = cell => outputs(cell).map(output => output.data?.["text/markdown"]).filter(Boolean).map(String);
    // First the text, in whose order the list at the end stands, then what cells show.
    const texts = content.widgets.filter(cell => cell.model.type === "markdown").map(source);
    const numbers = numbered([...texts, ...content.widgets.flatMap(shown)]);
    open.forEach(text => drawCitations(text, numbers, known));
  };
  let asked = 0;
  const later = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(draw);
  };
  const observer = new MutationObserver(later);
  observer.observe(content.node, { childList: true, subtree: true });
  panel.disposed.connect(() => observer.disconnect());
  later();
}

/** Run the last cell without the empty one that Shift+Enter would add below it. */
function runTheLast(event, tracker, actions) {
  const panel = tracker.find(each => each.node.contains(event.target));
  if (event.key !== "Enter" || !event.shiftKey || !panel || !isOfCourse(panel)) return;
  const { content, sessionContext } = panel;
  if (event.target.closest?.(".cb-form") || content.activeCellIndex < content.widgets.length - 1) return;
  event.stopPropagation();
  event.preventDefault();
  actions.run(content, sessionContext);
}

const isOfCourse = panel =>
  Boolean(panel.content.model?.getMetadata(NAMESPACE)) || panel.content.widgets.some(cell => asked(cell).length);
