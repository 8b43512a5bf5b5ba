"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrigin } from "#components/shell/use-origin.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { placeName } from "#lib/format/place.ts";
import { keyPlacesQuery } from "#lib/queries/keys.ts";
import { gatewayUrl, sdkSnippet } from "./snippet.ts";

/** The lines that point an application at the gateway, for a provider and region to choose, with the real address. */
export function SnippetBox({ token }: { token: string }) {
  const origin = useOrigin();
  const { data } = useQuery(keyPlacesQuery());
  const [chosen, setChosen] = useState<string | null>(null);
  const choices = (data?.items ?? []).flatMap((place) =>
    place.regions.map((region) => ({
      value: `${place.provider}/${region.id}`,
      label: placeName(place.provider, region.id),
      place,
    })),
  );
  const choice = choices.find(({ value }) => value === chosen) ?? choices[0];
  const [provider = "", region = ""] = (choice?.value ?? "{provider}/{region}").split("/");
  const snippet = sdkSnippet(choice?.place, gatewayUrl(origin, provider, region), token);
  return (
    <figure className="overflow-hidden rounded-control border border-line text-left">
      <figcaption className="flex items-center gap-2 border-line border-b bg-canvas py-1.5 pr-1.5 pl-3 text-quiet text-sm">
        {snippet.language}
        <span className="ml-auto">
          <Select
            label="Provider and region"
            look="filter"
            items={choices}
            value={choice?.value ?? null}
            onChange={setChosen}
          />
        </span>
        <CopyButton text={snippet.text} what="the lines" />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll sideways, by keyboard too */}
      <pre tabIndex={0} className="overflow-x-auto bg-surface p-3 font-mono text-xs leading-relaxed">
        {snippet.text}
      </pre>
    </figure>
  );
}
