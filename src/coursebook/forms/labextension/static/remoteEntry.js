// What JupyterLab loads first: a module-federation container, written by hand so that nothing
// has to be built. It hands over the libraries that JupyterLab shares, and loads the modules
// that lie beside it.
(() => {
  const here = document.currentScript.src;
  let scope;
  const shared = async name => {
    const versions = scope[name];
    const newest = versions[Object.keys(versions).sort().pop()];
    return (await newest.get())();
  };
  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB.coursebook = {
    init: given => { scope = given; },
    get: async () => {
      const { plugin } = await import(new URL("notebook.js", here));
      const made = await plugin(shared, new URL("forms.css", here));
      return () => ({ __esModule: true, default: made });
    },
  };
})();
