/** A workflow as a small drawing. */
import type { Outline } from "@/api";
import { groupColour } from "@/ui";

const MARGIN = 40;

export function MiniGraph({ outline }: { outline: Outline | undefined }) {
  const nodes = outline?.nodes ?? [];
  if (nodes.length === 0)
    return <div className="grid h-full place-items-center text-ink-3 text-sm">Nothing drawn yet</div>;
  const left = Math.min(...nodes.map((node) => node.x)) - MARGIN;
  const top = Math.min(...nodes.map((node) => node.y)) - MARGIN;
  const width = Math.max(...nodes.map((node) => node.x + node.w)) + MARGIN - left;
  const height = Math.max(...nodes.map((node) => node.y + node.h)) + MARGIN - top;
  // A lone node or a short chain is not blown up: the drawing keeps one scale until it would not fit.
  const room = Math.max(width, height * 2.6, 900);
  const box = { x: left - (room - width) / 2, y: top - (room / 2.6 - height) / 2 };
  return (
    <svg aria-hidden="true" className="size-full" viewBox={`${box.x} ${box.y} ${room} ${room / 2.6}`}>
      {(outline?.edges ?? []).map(([from, to]) => {
        const source = nodes[from];
        const target = nodes[to];
        if (!source || !target) return null;
        const x1 = source.x + source.w;
        const y1 = source.y + source.h / 2;
        const y2 = target.y + target.h / 2;
        const bend = Math.max(30, Math.abs(target.x - x1) / 2);
        return (
          <path
            key={`${from}-${to}`}
            d={`M${x1} ${y1}C${x1 + bend} ${y1} ${target.x - bend} ${y2} ${target.x} ${y2}`}
            fill="none"
            stroke="var(--edge)"
            strokeWidth={room / 260}
          />
        );
      })}
      {nodes.map((node, index) => {
        const frame = node.h > 130 && node.w > 250;
        return (
          <g key={index}>
            <rect
              x={node.x}
              y={node.y}
              width={node.w}
              height={node.h}
              rx={16}
              fill={frame ? "none" : "var(--surface)"}
              stroke="var(--line-strong)"
              strokeWidth={room / 300}
            />
            {frame ? null : (
              <rect
                x={node.x}
                y={node.y + 10}
                width={9}
                height={Math.max(node.h - 20, 4)}
                rx={4}
                fill={groupColour(node.group)}
              />
            )}
            {frame ? null : (
              <rect
                x={node.x + 34}
                y={node.y + node.h / 2 - 6}
                width={node.w * 0.5}
                height={12}
                rx={6}
                fill="var(--line-strong)"
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}
