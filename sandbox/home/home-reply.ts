import { htmlReply, jsonReply, type Reply, textReply } from "../http/reply.ts";
import type { SandboxProvider } from "../sandbox-provider.ts";
import { catalogueOf } from "./catalogue.ts";
import { catalogueMarkdown } from "./catalogue-markdown.ts";
import { homePage } from "./home-page.ts";

/** Answers what lies outside the vendors: the catalogue as JSON or HTML, and a health check. */
export function homeReply(providers: readonly SandboxProvider[], method: string, path: string, accept: string): Reply {
  if (method !== "GET" && method !== "HEAD") return jsonReply(405, { error: "only GET lives outside the vendors" });
  if (path === "/healthz") return jsonReply(200, { sandbox: "ok" });
  if (path === "/provocations.json") return jsonReply(200, catalogueOf(providers));
  if (path === "/provocations.md") return textReply(200, catalogueMarkdown(catalogueOf(providers)), "text/markdown");
  if (path !== "/")
    return jsonReply(404, { error: "no such page", see: ["/", "/provocations.json", "/provocations.md"] });
  return accept.includes("text/html")
    ? htmlReply(200, homePage(catalogueOf(providers)))
    : jsonReply(200, catalogueOf(providers));
}
