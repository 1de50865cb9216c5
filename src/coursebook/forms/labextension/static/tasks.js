// A task as a stranger's notebook may hold it: what is not as kp.ask writes it is left out, so
// that nothing of it reaches a line of code, and no odd value stops a form.

const KINDS = ["single", "multiple", "grid", "matching", "order", "number", "text", "forecast", "words", "seal"];
const ID = /^[\w-]{1,40}$/; // it stands in lines of code
const MOST_HINTS = 3;

const text = value => (typeof value === "string" ? value : "");
const list = value => (Array.isArray(value) ? value : []);
const labelled = value =>
  list(value).map(thing => ({ label: text(thing?.label), text: text(thing?.text) })).filter(thing => thing.label || thing.text);

/** Return a value as an object, empty where it is something else. */
export const asObject = value => (value && typeof value === "object" && !Array.isArray(value) ? value : {});

/** Return a value as a count. */
export const asCount = (value, most = 1_000) => (Number.isInteger(value) ? Math.min(Math.max(value, 0), most) : 0);

/** Return the data of a task, each of the type that a form expects; null where they are no task. */
export function asTask(value) {
  const data = asObject(value);
  if (!ID.test(text(data.id)) || !KINDS.includes(data.kind)) return null;
  const [fewest, most] = list(data.words).map(count => asCount(count));
  return {
    id: data.id,
    uid: text(data.uid),
    kind: data.kind,
    title: text(data.title),
    prompt: text(data.prompt),
    how: text(data.how),
    rubric: text(data.rubric),
    rows: labelled(data.rows),
    options: labelled(data.options),
    hints: asCount(data.hints, MOST_HINTS),
    points: asCount(data.points),
    words: [fewest ?? 0, most ?? 0],
  };
}
