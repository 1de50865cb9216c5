"""Forms in which a task is answered by clicking, in a notebook and on a web page.

`labextension/` is what JupyterLab, Notebook and JupyterLite load, as it is: plain JavaScript,
no build step. `static/forms.js` draws a task from its data (`practice.task_text.form`) and knows
no Jupyter; `static/notebook.js` binds it to the cells of a notebook.
"""
