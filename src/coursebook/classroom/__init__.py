"""JupyterLab as a class uses it."""
