/** Guidance prose: what stands between backticks is code. */
export function InlineText({ children }: { children: string }) {
  return children.split("`").map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one fixed sentence have no identity and never move
      <code key={i} className="break-words rounded-chip bg-fill px-1 py-px font-mono text-xs">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
