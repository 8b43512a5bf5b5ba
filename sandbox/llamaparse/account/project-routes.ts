import { type Route, route } from "../../http/exchange.ts";
import { jsonReply, Refusal } from "../../http/reply.ts";
import { detailReply } from "../error-replies.ts";
import { defaultProjectId, organizationId } from "../project.ts";

const project = {
  id: defaultProjectId,
  name: "Default",
  organization_id: organizationId,
  is_default: true,
  created_at: "2026-01-12T09:30:00.000000Z",
  updated_at: "2026-01-12T09:30:00.000000Z",
};

/** `/api/v1/projects`, the cheapest authenticated call, and its v2 sibling. */
export function projectRoutes(): Route[] {
  const one = (id: string | undefined) => {
    if (id !== project.id) throw new Refusal(detailReply(404, "Project not found"));
    return jsonReply(200, project);
  };
  return [
    route("GET", "/api/v1/projects", ({ query }) => {
      const name = query.get("project_name");
      return jsonReply(200, name === null || name === project.name ? [project] : []);
    }),
    route("GET", "/api/v1/projects/{id}", ({ params }) => one(params.id)),
    route("GET", "/api/v2/projects", () => jsonReply(200, { items: [project], next_page_token: null, total_size: 1 })),
    route("GET", "/api/v2/projects/{id}", ({ params }) => one(params.id)),
  ];
}
