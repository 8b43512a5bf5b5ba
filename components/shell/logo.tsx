/** The mark and the name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 font-bold text-base tracking-tight">
      <svg aria-hidden viewBox="0 0 18 18" className="size-4.5">
        <clipPath id="logo-shape">
          <rect width="18" height="18" rx="5" />
        </clipPath>
        <g clipPath="url(#logo-shape)">
          <rect width="18" height="11" className="fill-accent" />
          <rect y="11" width="18" height="7" className="fill-inverse" />
        </g>
      </svg>
      Docket
    </span>
  );
}
