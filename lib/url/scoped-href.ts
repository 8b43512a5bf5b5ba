import { scopeParamNames } from "./scope-params.ts";

/** `href` with the scope and range of the present address added; what `href` itself says wins. */
export function scopedHref(href: string, present: { get(name: string): string | null }): string {
  const [path = "", query = ""] = href.split("?");
  const search = new URLSearchParams(query);
  for (const name of scopeParamNames) {
    const value = present.get(name);
    if (value !== null && !search.has(name)) search.set(name, value);
  }
  return search.size > 0 ? `${path}?${search}` : path;
}
