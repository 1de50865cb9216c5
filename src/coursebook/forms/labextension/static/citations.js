// Citations in a notebook's text as small numbers, with the source on hover. The text of the
// cell keeps them as they were written.

const GROUP = /\[@[a-z0-9][^\][\n]*\]/g;

/** Return what is cited in a bracket: source and place. */
export const cited = group =>
  group.slice(1, -1).split(";").map(each => {
    const [, id, place = ""] = /^\s*@([a-z0-9-]+)(?:,\s*(.*?))?\s*$/.exec(each) ?? [];
    return { id, place };
  });

/** Return the number of each source in some texts, in the order in which they are first cited. */
export function numbered(texts) {
  const numbers = new Map();
  for (const text of texts) {
    for (const [group] of text.matchAll(GROUP)) {
      for (const { id } of cited(group)) if (id && !numbers.has(id)) numbers.set(id, numbers.size + 1);
    }
  }
  return numbers;
}

/** Put numbers in the place of the citations in a rendered text. */
export function drawCitations(node, numbers, sources) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.data.includes("[@") && !text.parentElement.closest("code, pre, .cb-cite")) texts.push(text);
  }
  for (const text of texts) {
    const pieces = text.data.split(new RegExp(`(${GROUP.source})`));
    if (pieces.length < 2) continue;
    text.replaceWith(...pieces.flatMap((piece, place) => {
      if (place % 2 === 0) return [pieces[place + 1] ? piece.trimEnd() : piece];
      return cited(piece).map(({ id, place: where }) => note(numbers.get(id) ?? "?", sources[id] ?? id, where));
    }));
  }
}

function note(number, source, place) {
  const whole = place && place !== "whole document" ? `${source}, ${place}` : source;
  const made = document.createElement("sup");
  made.className = "cb-cite";
  made.tabIndex = 0;
  made.title = whole;
  made.setAttribute("role", "note");
  made.setAttribute("aria-label", `Source ${number}: ${whole}`);
  made.textContent = `[${number}]`;
  return made;
}
