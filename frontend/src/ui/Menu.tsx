/** Menus: from a button, or at the pointer with the other mouse button. */
import { DropdownMenu as Radix, ContextMenu as RadixContext } from "radix-ui";
import type { ReactNode } from "react";
import { Keys } from "./Keys";

export interface MenuEntry {
  label: string;
  icon?: ReactNode;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  checked?: boolean;
  run(): void;
}

/** Entries in groups; a line is drawn between groups. */
export type MenuGroups = (MenuEntry | false | null | undefined)[][];

const CONTENT =
  "z-50 min-w-48 max-w-80 rounded-lg border bg-raised p-1 shadow-raised animate-[appear_120ms_ease-out] max-h-[70vh] overflow-auto";
const ITEM =
  "flex h-8 cursor-default select-none items-center gap-2 rounded-md px-2 outline-none data-[highlighted]:bg-hover data-[disabled]:opacity-45";

function Row({ entry }: { entry: MenuEntry }) {
  return (
    <>
      <span className="flex w-4 justify-center text-ink-3">{entry.checked ? "✓" : entry.icon}</span>
      <span className={`flex-1 truncate ${entry.danger ? "text-failed" : ""}`}>{entry.label}</span>
      {entry.keys ? <Keys keys={entry.keys} /> : null}
    </>
  );
}

const rows = (groups: MenuGroups) =>
  groups
    .map((group) => group.filter((entry): entry is MenuEntry => Boolean(entry)))
    .filter((group) => group.length > 0);

interface MenuProps {
  trigger: ReactNode;
  groups: MenuGroups;
  align?: "start" | "end";
}

export function Menu({ trigger, groups, align = "end" }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} sideOffset={4} collisionPadding={8} className={CONTENT}>
          {rows(groups).map((group, index) => (
            <Radix.Group key={index}>
              {index > 0 ? <Radix.Separator className="my-1 border-t" /> : null}
              {group.map((entry) => (
                <Radix.Item
                  key={entry.label}
                  className={ITEM}
                  disabled={entry.disabled}
                  onSelect={() => entry.run()}
                >
                  <Row entry={entry} />
                </Radix.Item>
              ))}
            </Radix.Group>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function ContextMenu({ children, groups }: { children: ReactNode; groups: MenuGroups }) {
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content collisionPadding={8} className={CONTENT}>
          {rows(groups).map((group, index) => (
            <RadixContext.Group key={index}>
              {index > 0 ? <RadixContext.Separator className="my-1 border-t" /> : null}
              {group.map((entry) => (
                <RadixContext.Item
                  key={entry.label}
                  className={ITEM}
                  disabled={entry.disabled}
                  onSelect={() => entry.run()}
                >
                  <Row entry={entry} />
                </RadixContext.Item>
              ))}
            </RadixContext.Group>
          ))}
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}
