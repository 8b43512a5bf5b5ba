"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";
import { scopedHref } from "#lib/url/scoped-href.ts";

interface ScopedLinkProps extends Omit<ComponentProps<typeof Link>, "href"> {
  href: string;
}

/** A link to another screen that keeps the scope and range of this one. */
export function ScopedLink({ href, ...props }: ScopedLinkProps) {
  const search = useSearchParams();
  return <Link {...props} href={scopedHref(href, search)} />;
}
