/** The icon of a node type by its name: common ones are at hand, any other of the set is loaded when met. */
import { createElement, useEffect, useState } from "react";
import common from "./commonIcons.json";

type Shape = [tag: string, attributes: Record<string, string>];
type Shapes = Record<string, Shape[]>;

const atHand = common as unknown as Shapes;
let everything: Shapes | null = null;

function useShape(name: string): Shape[] | undefined {
  const [, loaded] = useState(0);
  const known = atHand[name] ?? everything?.[name];
  useEffect(() => {
    if (known || everything) return;
    let wanted = true;
    import("lucide-static/icon-nodes.json").then((all) => {
      everything = all.default as unknown as Shapes;
      if (wanted) loaded((n) => n + 1);
    });
    return () => {
      wanted = false;
    };
  }, [known]);
  return known ?? atHand.box;
}

export function NodeIcon({ name, size = 16 }: { name: string; size?: number }) {
  const shape = useShape(name) ?? [];
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {shape.map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }))}
    </svg>
  );
}
