import { readFile } from "node:fs/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

/** Prisma's schema engine, started by hand because its command downloads a program of its own. */
export type SchemaEngine = bindings.SchemaEngine;

/** Nothing in the database is managed from outside. */
export const noFilters = { externalTables: [], externalEnums: [] };

/** Opens the engine on the database at `url` (reached when first needed). Once a process: it keeps one instance for all. */
export async function openSchemaEngine(url: string): Promise<SchemaEngine> {
  const file = new URL("./schema_engine_bg.wasm", import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    "./schema_engine_bg.js": { ...bindings } as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(url));
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
}
