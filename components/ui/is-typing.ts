/** Whether a key press belongs to a text control or an open popup, so that one-letter shortcuts keep out of its way. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  return (
    target.closest("input, textarea, select, [role=menu], [role=listbox], [role=dialog], [role=alertdialog]") !== null
  );
}
