"""A monkey at the keys of a notebook: whatever it does, no cell and no word is lost."""

import os
import random

import pytest
from playwright.sync_api import Dialog, Page
from test_forms import COMMAND, address, cells, home, notebook, original, page, save

__all__ = ["address", "home", "notebook", "original", "page"]  # fixtures

STEPS, SEEDS = map(int, os.environ.get("MONKEY", "60x1").split("x"))
KEYS = ["Enter", "Escape", "Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]
KEYS += ["Shift+Enter", "Control+s"]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
FOCUS = """() => {
  const at = document.activeElement;
  const box = at?.closest?.(".cb-form textarea");
  if (!box) return null;
  box.setSelectionRange(box.value.length, box.value.length);  // a selection would be replaced
  return box.id;
}"""


class Monkey:
    def __init__(self, page: Page, seed: int) -> None:
        self.page, self.random = page, random.Random(seed)
        self.typed: list[str] = []
        page.on("dialog", self.answer)

    def answer(self, dialog: Dialog) -> None:
        if dialog.type == "beforeunload" or self.random.random() < 0.5:
            dialog.accept()
        else:
            dialog.dismiss()

    def step(self) -> None:
        roll = self.random.random()
        if roll < 0.35:
            self.click()
        elif roll < 0.6:
            self.type()
        elif roll < 0.97:
            self.page.keyboard.press(self.random.choice(KEYS))
        elif roll < 0.985:
            self.page.reload()
            self.page.wait_for_selector(".jp-Notebook .jp-Cell")
            self.page.wait_for_timeout(2_000)
        else:
            self.restart()
        for button in self.page.locator(".jp-Dialog button:visible").all():
            if self.random.random() < 0.7:
                button.click(timeout=2_000, force=True)
                break

    def click(self) -> None:
        box = self.page.locator(".jp-Notebook .jp-WindowedPanel-outer").bounding_box()
        assert box
        x = box["x"] + self.random.random() * (box["width"] - 20)
        # As deep as the cells go; below them stands a button that adds one.
        y = box["y"] + self.random.random() * min(box["height"], 2_600)
        boxes = self.page.locator("form.cb-form textarea:visible").all()
        if self.random.random() < 0.3 and boxes and (area := boxes[0].bounding_box()):
            x, y = area["x"] + 20, area["y"] + 20
        target = self.page.evaluate(
            """([x, y]) => Boolean(document.elementFromPoint(x, y)
                ?.closest(".jp-Toolbar, .jp-cell-toolbar, .jp-Notebook-footer, .jp-Dialog"))""",
            [x, y],
        )
        if not target:
            self.page.mouse.click(x, y, click_count=self.random.choice([1, 1, 2]))

    def type(self) -> None:
        word = "".join(self.random.choices(LETTERS, k=self.random.randint(1, 6)))
        if self.page.evaluate(FOCUS):
            self.typed.append(word)
            self.page.keyboard.type(f"{word} ")
        elif not self.page.evaluate("() => Boolean(document.activeElement?.closest('.cm-editor'))"):
            self.page.keyboard.type(word)

    def restart(self) -> None:
        # It asks first, and the answer is given later: nobody waits for it here.
        self.page.evaluate(f"restart => {{ ({COMMAND})(restart); }}", ["kernelmenu:restart", {}])


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_is_lost(page: Page, notebook, address: str, seed: int) -> None:
    """No cell is lost, added or converted, and each word typed in a box is saved, in order."""
    before = [(ident, cell["cell_type"]) for ident, cell in cells(notebook).items()]
    monkey = Monkey(page, seed)
    for _ in range(STEPS):
        monkey.step()
    for button in page.locator(".jp-Dialog button.jp-mod-reject:visible").all():
        button.click()
    page.locator(".jp-Notebook-ExecutionIndicator").click()
    page.wait_for_timeout(2_500)
    save(page, notebook)
    after = cells(notebook)
    assert [(ident, cell["cell_type"]) for ident, cell in after.items()] == before
    written = "".join(after["answer-words"]["source"])
    # Enter in the midst of a word parts it, as in any box.
    assert "".join(written.split()) == "".join(monkey.typed)
