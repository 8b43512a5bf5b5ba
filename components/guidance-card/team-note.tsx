"use client";

import { NotebookPen } from "lucide-react";
import { useState } from "react";
import { useMay } from "#components/shell/use-viewer.ts";
import { Time } from "#components/ui/time.tsx";
import type { EntryDetail } from "#lib/contracts/catalog.ts";
import { NoteEditor } from "./note-editor.tsx";

/** The team's own runbook note on an entry; operators write it where they read it. */
export function TeamNote({ entry }: { entry: Pick<EntryDetail, "id" | "note"> }) {
  const [editing, setEditing] = useState(false);
  const mayWrite = useMay("operator");
  const { id, note } = entry;
  if (editing) return <NoteEditor entryId={id} body={note?.body ?? ""} onDone={() => setEditing(false)} />;
  if (note) {
    return (
      <section className="rounded-control bg-warn-wash px-3 py-2 text-sm">
        <div className="flex items-baseline gap-2">
          <h3 className="inline-flex items-center gap-1.5">
            <NotebookPen aria-hidden strokeWidth={1.75} className="size-3.5 self-center" />
            Our note
          </h3>
          <span className="text-quiet text-xs">
            {note.author} · <Time at={note.updatedAt} format="near" />
          </span>
          {mayWrite && <EditButton onClick={() => setEditing(true)}>Edit</EditButton>}
        </div>
        <p className="mt-0.5 whitespace-pre-wrap break-words">{note.body}</p>
      </section>
    );
  }
  if (!mayWrite) return null;
  return (
    <button
      type="button"
      onClick={() => setEditing(true)}
      className="inline-flex items-center gap-1.5 self-start text-soft text-sm hover:text-ink"
    >
      <NotebookPen aria-hidden strokeWidth={1.75} className="size-3.5" />
      Write our note
    </button>
  );
}

function EditButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button type="button" onClick={onClick} className="ml-auto text-soft hover:text-ink hover:underline">
      {children}
    </button>
  );
}
