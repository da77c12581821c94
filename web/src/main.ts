import { publishApi } from "./engine/api.ts";
import { createEngine } from "./engine/client.ts";

publishApi(createEngine());
