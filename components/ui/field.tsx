"use client";

import { Field as Base } from "@base-ui/react/field";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface FieldProps {
  label: ReactNode;
  /** A sentence under the control: what it is for, where to find it. */
  help?: ReactNode;
  /** What is wrong with the value; the field is then invalid. */
  error?: string | undefined;
  /** Not wrong, but worth a look before going on. */
  warning?: ReactNode;
  name?: string;
  className?: string;
  children: ReactNode;
}

/** A labelled control with help, warning and error, tied together for screen readers. */
export function Field({ label, help, error, warning, name, className, children }: FieldProps) {
  return (
    <Base.Root name={name} invalid={error !== undefined} className={classNames("flex flex-col gap-1.5", className)}>
      <Base.Label className="font-medium text-sm">{label}</Base.Label>
      {children}
      {error && (
        <Base.Error match={true} className="text-bad text-sm">
          {error}
        </Base.Error>
      )}
      {warning && <p className="text-sm text-warn">{warning}</p>}
      {help && <Base.Description className="text-quiet text-sm">{help}</Base.Description>}
    </Base.Root>
  );
}
