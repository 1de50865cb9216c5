// An answer as text: the labels of what was chosen, with a space between two; in rows, one for
// each row in order. It stands as a string in the line that checks it, and is read back from it.

const EMPTY = "?"; // a row for which nothing is chosen yet

/** Return the kinds in which one option is chosen for each row. */
export const BY_ROW = ["grid", "matching", "forecast"];

/** Return what is chosen, as text. `chosen` holds a label for each row, or the labels in order. */
export const asText = chosen => chosen.map(label => label || EMPTY).join(" ").replace(/[? ]+$/, "");

/** Return the labels that an answer holds, for a task: also where it was typed without spaces. */
export function chosenIn(text, task) {
  const labels = task.options.map(option => option.label);
  const known = new Map(labels.map(label => [label.toLowerCase(), label]));
  let parts = text.toLowerCase().split(/[\s,;]+/).filter(Boolean);
  if (parts.length === 1 && !known.has(parts[0]) && labels.every(label => label.length === 1)) {
    parts = [...parts[0]];
  }
  return parts.map(part => known.get(part) ?? "");
}

const STRING = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\.\.\.`;
const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const checking = id =>
  new RegExp(String.raw`^(kp\.check\(\s*["']${escaped(id)}["']\s*,\s*)(${STRING})(\s*\)[ \t]*(?:#.*)?)$`, "m");

/** Return the answer in a cell's code, or null where no line of it checks this task. */
export function readAnswer(source, id) {
  const found = checking(id).exec(source);
  if (!found) return null;
  const text = found[2];
  if (text === "...") return "";
  try {
    // A string in single quotes, as one may type it, is read like one in double quotes.
    const body = text[0] === "'" ? text.slice(1, -1).replace(/\\'/g, "'").replace(/"/g, '\\"') : text.slice(1, -1);
    return JSON.parse(`"${body}"`).replace(/^[ .…]+$/, "");
  } catch {
    return text.slice(1, -1);
  }
}

/** Return a cell's code with another answer, and with the hints so far below it. */
export function withAnswer(source, id, answer, hints) {
  const string = JSON.stringify(answer.toWellFormed?.() ?? answer);
  const kept = source
    .split("\n")
    .filter(line => !new RegExp(String.raw`^kp\.hint\(\s*["']${escaped(id)}["']\s*,\s*\d+\s*\)\s*$`).test(line))
    .join("\n")
    .trimEnd();
  const lines = [kept.replace(checking(id), (_, head, _old, tail) => head + string + tail)];
  for (let number = 1; number <= hints; number += 1) lines.push(`kp.hint("${id}", ${number})`);
  return lines.join("\n");
}

// What ends a line for Python or IPython, and not here: behind it code would be overlooked.
const OTHER_LINE_ENDS = /[\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

/** Tell whether code is nothing but the check of a task, its hints, its seal and comments. */
export function isHarmless(source, id) {
  const hint = new RegExp(String.raw`^kp\.(?:hint|seal)\(\s*["']${escaped(id)}["']\s*(?:,\s*\d+\s*)?\)[ \t]*(?:#.*)?$`);
  if (OTHER_LINE_ENDS.test(source)) return false;
  return source.split("\n").every(line => /^\s*(?:#.*)?$/.test(line) || hint.test(line) || checking(id).test(line));
}

/** Return the texts of named fields from one text, in which each name stands bold in its line. */
export function fieldsIn(text, names) {
  const texts = names.map(() => "");
  let place = -1;
  for (const line of text.split("\n")) {
    const named = names.findIndex(name => line.trim() === `**${name}**`);
    if (named >= 0) place = named;
    else if (place >= 0) texts[place] += `${line}\n`;
  }
  return texts.map(each => each.replace(/^\n|\n+$/g, ""));
}

/** Return one text of named fields; empty where nothing is written. */
export const joinedFields = (texts, names) =>
  texts.some(Boolean) ? names.map((name, place) => `**${name}**\n\n${texts[place]}`).join("\n\n") : "";
