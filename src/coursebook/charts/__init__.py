"""Forms of charts for any course: a table with named columns in, an Altair chart out.

A form draws marks and axes, and knows no table by name. `annotate` gives the chart what a
reader needs beside them: title, alt text, the data as a table, the source.
"""
