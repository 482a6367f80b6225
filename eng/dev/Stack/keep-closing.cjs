// Preloaded into Azurite. It closes, and so saves, at the first SIGINT, but a second one would cut it off: Ctrl-C in
// a terminal reaches it once from the terminal and once from ./dev. A listener that does nothing keeps it closing.
process.on("SIGINT", () => {});
