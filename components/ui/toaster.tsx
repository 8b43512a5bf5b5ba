"use client";

import { Toast } from "@base-ui/react/toast";
import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { toastManager } from "./toast-manager.ts";

/** The corner where toasts appear; placed once, in the root layout. */
export function Toaster() {
  return (
    <Toast.Provider toastManager={toastManager} timeout={5000} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-[calc(100vw-2rem)] max-w-90 flex-col gap-2 outline-none">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => {
    const Icon = toast.type === "failed" ? TriangleAlert : CircleCheck;
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        className="rounded-card border border-line bg-raised shadow-float transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0"
      >
        <Toast.Content className="flex items-start gap-2.5 p-3">
          <Icon
            aria-hidden
            strokeWidth={1.75}
            className={`mt-0.5 size-4 shrink-0 ${toast.type === "failed" ? "text-bad" : "text-ok"}`}
          />
          <div className="min-w-0 flex-1">
            <Toast.Title className="font-medium text-base" />
            <Toast.Description className="text-soft text-sm" />
          </div>
          <Toast.Close aria-label="Close" className="rounded-chip p-0.5 text-quiet hover:bg-fill hover:text-ink">
            <X aria-hidden strokeWidth={1.75} className="size-4" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}
