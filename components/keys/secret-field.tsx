"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { prefixDoubt } from "./check-secret.ts";

interface SecretFieldProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  /** The vendor's name, for the warning. */
  provider: string;
  prefix: string | null;
  autoFocus?: boolean;
}

/** A vendor's key as typed; hidden, and never offered to a password manager. */
export function SecretField({ value, onChange, error, provider, prefix, autoFocus }: SecretFieldProps) {
  return (
    <Field
      label="Key"
      name="secret"
      error={error}
      warning={prefixDoubt(value, prefix, provider)}
      help="Sealed as soon as it arrives; after that only its last four characters are ever shown."
    >
      <Input
        type="password"
        autoComplete="off"
        data-1p-ignore
        data-lpignore="true"
        spellCheck={false}
        autoFocus={autoFocus}
        placeholder={prefix ? `${prefix}…` : undefined}
        value={value}
        onValueChange={onChange}
        className="font-mono"
      />
    </Field>
  );
}
