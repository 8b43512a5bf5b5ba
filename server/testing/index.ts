/** Testing: real PostgreSQL for tests. Only test files and the test set-up may import it. */
export { createTestDatabase, type TestDatabase } from "./create-test-database.ts";
export { eventually } from "./eventually.ts";
export { openWay, type Way } from "./open-way.ts";
export { openTestWorld, type TestWorld, testStart } from "./open-world.ts";
export { type PlainNetwork, plainNetwork } from "./plain-network.ts";
