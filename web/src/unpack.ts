// Runs the page's program, which the document carries packed. At once, not by a stream: what follows the document's
// loading finds everything in place. The policy names the program's hash, so nothing else can be run this way.
import { gunzipSync } from "fflate";

const packed = Uint8Array.from(atob(document.getElementById("mittari-app")?.textContent?.trim() ?? ""), (letter) => letter.charCodeAt(0));
const script = document.createElement("script");
script.textContent = new TextDecoder().decode(gunzipSync(packed));
document.head.append(script);
script.remove();
