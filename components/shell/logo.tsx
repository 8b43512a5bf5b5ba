/** The mark and the name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 font-bold text-base tracking-tight">
      <svg aria-hidden viewBox="0 0 18 18" className="size-4.5">
        <path d="M0 11V5a5 5 0 0 1 5-5h8a5 5 0 0 1 5 5v6z" className="fill-accent" />
        <path d="M0 11h18v2a5 5 0 0 1-5 5H5a5 5 0 0 1-5-5z" className="fill-inverse" />
      </svg>
      Docket
    </span>
  );
}
