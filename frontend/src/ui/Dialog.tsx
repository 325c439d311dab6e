/** A dialog over the page, closed by Escape, the cross or a click beside it. */
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "./Button";
import { classes } from "./classes";

interface DialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  about?: ReactNode;
  wide?: boolean;
  footer?: ReactNode;
  children?: ReactNode;
}

/** The first field, else the dialog itself: a focused cross would show its tooltip and take the Escape. */
function focusFirstField(event: Event): void {
  const content = event.currentTarget as HTMLElement;
  event.preventDefault();
  (content.querySelector<HTMLElement>("input:not([type=checkbox]), textarea, select") ?? content).focus();
}

export function Dialog({ open, onOpenChange, title, about, wide, footer, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusFirstField}
          className={classes(
            "fixed top-[12vh] left-1/2 z-40 flex max-h-[76vh] w-[calc(100vw-32px)] -translate-x-1/2 animate-[appear_140ms_ease-out] flex-col rounded-xl bg-raised shadow-raised outline-none",
            wide ? "max-w-3xl" : "max-w-md",
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
              {about ? <div className="text-ink-2">{about}</div> : null}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close" className="-mr-2">
                <X size={16} />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-auto px-5 pb-4">{children}</div>
          {footer ? <footer className="flex justify-end gap-2 border-t px-5 py-3">{footer}</footer> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
