import { classNames } from "#components/ui/class-names.ts";

/** The look of the top bar's controls. */
export function topControlClass(extra?: string): string {
  return classNames(
    "inline-flex h-control shrink-0 items-center gap-2 whitespace-nowrap rounded-control border border-line bg-raised px-2.5 text-base",
    "hover:bg-fill data-[popup-open]:bg-fill [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-soft",
    extra,
  );
}
