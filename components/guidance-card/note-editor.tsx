"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { toastDone } from "#components/ui/toast-manager.ts";
import { entryQuery, saveNote } from "#lib/queries/catalog.ts";
import { messageOf } from "#lib/queries/client-error.ts";

interface NoteEditorProps {
  entryId: string;
  body: string;
  onDone: () => void;
}

const longestNote = 4000;

/** Writes the note in its place. Emptied and saved, the note is gone. */
export function NoteEditor({ entryId, body, onDone }: NoteEditorProps) {
  const [text, setText] = useState(body);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => saveNote(entryId, text.trim()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: entryQuery(entryId).queryKey });
      toastDone(text.trim() === "" ? "Note removed" : "Note saved");
      onDone();
    },
  });
  const emptied = body !== "" && text.trim() === "";
  return (
    <form
      className="rounded-control bg-warn-wash p-3 text-sm"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Field label="Our note" error={save.isError ? messageOf(save.error) : undefined}>
        <Textarea
          autoFocus
          rows={4}
          maxLength={longestNote}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && onDone()}
          placeholder="What the next person on duty should know. No secrets: everyone signed in can read it."
        />
      </Field>
      <div className="mt-2 flex gap-2">
        <Button
          type="submit"
          variant="primary"
          size="small"
          busy={save.isPending}
          disabled={text.trim() === body.trim()}
        >
          {emptied ? "Remove note" : "Save note"}
        </Button>
        <Button size="small" onClick={onDone} disabled={save.isPending}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
