/** On or off. */
import { Switch as Radix } from "radix-ui";

interface SwitchProps {
  id?: string;
  checked: boolean;
  onChange(checked: boolean): void;
  label?: string;
}

export function Switch({ id, checked, onChange, label }: SwitchProps) {
  return (
    <Radix.Root
      id={id}
      aria-label={label}
      checked={checked}
      onCheckedChange={onChange}
      className="relative h-5 w-9 shrink-0 rounded-full bg-line-strong transition-colors data-[state=checked]:bg-accent"
    >
      <Radix.Thumb className="block size-4 translate-x-0.5 rounded-full bg-white shadow-card transition-transform data-[state=checked]:translate-x-[18px]" />
    </Radix.Root>
  );
}
