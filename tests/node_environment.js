// The environment of the process, for getenv: Emscripten's programs start with one of their own.
Module["preRun"] = () => typeof ENV === "object" && Object.assign(ENV, process.env);
