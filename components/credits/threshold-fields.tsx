"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { mostThresholds } from "#lib/contracts/budget-crossings.ts";

interface ThresholdFieldsProps {
  /** The thresholds as written, and what is wrong with them. */
  text: string;
  error: string | undefined;
  onText: (text: string) => void;
  tellsForecast: boolean;
  onForecast: (tells: boolean) => void;
}

/** When a budget is told of: at which shares of it, and whether by its forecast. */
export function ThresholdFields({ text, error, onText, tellsForecast, onForecast }: ThresholdFieldsProps) {
  return (
    <div className="flex flex-col gap-2.5">
      <Field
        label="Tell when this much is used, in per cent"
        error={error}
        help={`One to ${mostThresholds} whole numbers up to 200, the smallest first. Each is told once a month.`}
      >
        <Input autoComplete="off" maxLength={60} placeholder="80, 100" value={text} onValueChange={onText} />
      </Field>
      <Checkbox checked={tellsForecast} onChange={onForecast}>
        Tell when the forecast says that it runs dry before the month ends
      </Checkbox>
    </div>
  );
}
