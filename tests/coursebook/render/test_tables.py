"""Tables on a page: headings that head, room to scroll."""

from handouts import code, export, parsed, shown


class TestTables:
    PANDAS = (
        '<div><style scoped>td {{}}</style><table border="1" class="dataframe"><thead>'
        '<tr style="text-align: right;"><th></th><th>title</th><th>rows</th></tr>{names}</thead>'
        "<tbody><tr><th>events</th><td>Events</td><td>12</td></tr></tbody></table></div>"
    )

    def table(self, html):
        return parsed(export(code(outputs=[shown(text_html=html)]))).table

    def test_pandas_table_is_mended(self):
        """No border attribute, no empty heading, every heading says what it heads."""
        table = self.table(self.PANDAS.format(names=""))
        assert not table.has_attr("border")
        assert all(each.get_text() for each in table.find_all("th"))
        assert [each["scope"] for each in table.find_all("th")] == ["col", "col", "row"]

    def test_name_of_the_index_joins_the_headings(self):
        """The index's name, which pandas puts into a row of its own, stands with the others."""
        names = "<tr><th>table</th><th></th><th></th></tr>"
        rows = self.table(self.PANDAS.format(names=names)).thead.find_all("tr")
        assert [each.get_text() for each in rows[0].find_all("th")] == ["table", "title", "rows"]
        assert len(rows) == 1

    def test_column_of_numbers_is_aligned(self):
        """Digits stand under digits, where a column holds nothing but numbers."""
        table = self.table(self.PANDAS.format(names=""))
        assert [each.get_text() for each in table.select("td.number")] == ["12"]

    def test_table_scrolls_by_itself(self):
        """A wide table scrolls in a region that has a name and takes the keyboard."""
        region = self.table(self.PANDAS.format(names="")).parent
        assert (region["role"], region["tabindex"]) == ("region", "0")
        assert region["aria-label"] == "Table 1: title, rows"
