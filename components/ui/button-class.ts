import { classNames } from "./class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "danger" | "ghost";
export type ButtonSize = "regular" | "small";

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-inverse text-on-inverse hover:opacity-90",
  secondary: "border-line bg-raised text-ink hover:bg-fill",
  danger: "border-transparent bg-bad-solid text-on-bad-solid hover:opacity-90",
  ghost: "border-transparent bg-transparent text-soft hover:bg-fill hover:text-ink data-[pressed]:text-ink",
};

const sizes: Record<ButtonSize, string> = {
  regular: "h-control px-3 text-base",
  small: "h-6.5 px-2.5 text-sm",
};

/** The look of a button, for `Button` and for links that look like one. */
export function buttonClass(
  variant: ButtonVariant = "secondary",
  size: ButtonSize = "regular",
  extra?: string,
): string {
  return classNames(
    "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control border",
    "font-medium leading-none transition-[background-color,opacity] duration-100",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50",
    "[&_svg]:size-3.5 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
    extra,
  );
}
