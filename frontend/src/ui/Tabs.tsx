/** Tabs over a panel. */
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface Tab {
  key: string;
  title: string;
  mark?: ReactNode;
  body: ReactNode;
}

interface TabsProps {
  tabs: Tab[];
  value: string;
  onChange(key: string): void;
  label: string;
  trailing?: ReactNode;
}

export function Tabs({ tabs, value, onChange, label, trailing }: TabsProps) {
  return (
    <Radix.Root value={value} onValueChange={onChange} className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center border-b px-2">
        <Radix.List aria-label={label} className="flex min-w-0 flex-1 overflow-x-auto overflow-y-hidden">
          {tabs.map((tab) => (
            <Radix.Trigger
              key={tab.key}
              value={tab.key}
              className="-mb-px flex h-9 items-center gap-1 border-transparent border-b-2 px-2 text-ink-2 hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
            >
              {tab.title}
              {tab.mark}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {trailing}
      </div>
      {tabs.map((tab) => (
        <Radix.Content key={tab.key} value={tab.key} className="min-h-0 flex-1 overflow-auto outline-none">
          {tab.body}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
