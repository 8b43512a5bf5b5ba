import { door } from "./gateway-for-tests.ts";

// What the lane reads Node must read too, to the same end: callers who once sent anything else are Node's from then on.
door.isNodes = true;
await import("./pass-through.http.test.ts");
await import("./aborts.http.test.ts");
