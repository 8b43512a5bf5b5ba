"use client";

import { Field } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export const controlClass = classNames(
  "w-full rounded-control border border-line-control bg-surface px-2.5 text-base text-ink",
  "hover:border-soft focus-visible:outline-offset-0 data-[invalid]:border-bad",
  "disabled:cursor-not-allowed disabled:opacity-60",
);

/** A one-line text control; inside a `Field` it is labelled by it. */
export function Input({ className, ...props }: ComponentProps<typeof Field.Control>) {
  return <Field.Control {...props} className={classNames(controlClass, "h-control", className as string)} />;
}

/** A text control of several lines. */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <Field.Control
      render={<textarea {...props} className={classNames(controlClass, "min-h-20 py-2 leading-normal", className)} />}
    />
  );
}
