import { Toast } from "@base-ui/react/toast";

export const toastManager = Toast.createToastManager();

/** Says in the corner, and to screen readers, that something was done. */
export function toastDone(title: string, description?: string): void {
  toastManager.add({ title, description, type: "done" });
}

/** Says that something could not be done, and why; stays until closed. */
export function toastFailed(title: string, description?: string): void {
  toastManager.add({ title, description, type: "failed", priority: "high", timeout: 0 });
}
