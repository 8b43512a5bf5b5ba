"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { scopeParams } from "#lib/url/scope-params.ts";
import { zoomIn, zoomOut } from "#lib/url/zoom.ts";

const params = {
  range: scopeParams.range,
  from: scopeParams.from,
  to: scopeParams.to,
  zoomed: parseAsString,
  cursor: parseAsString,
};

/** Zooming into a stretch of time, and back out, by the range in the address. */
export function useZoom() {
  const [{ cursor: _, ...present }, setValues] = useQueryStates(params, { history: "push" });
  const back = zoomOut(present);
  return {
    zoomIn: (stretch: { from: Date; to: Date }) => void setValues({ ...zoomIn(present, stretch), cursor: null }),
    /** The range one step back; null when nothing was zoomed. */
    back,
    zoomOut: () => void (back && setValues({ ...back, cursor: null })),
  };
}
