/** Tells the sheet how far away it is seen: what could not be read is left out, names keep 11 px on the screen. */
import { useStore } from "@xyflow/react";
import { useEffect } from "react";

export type Detail = "near" | "middle" | "low" | "far" | "tiny";

export function detailAt(zoom: number): Detail {
  if (zoom >= 0.9) return "near";
  if (zoom >= 0.58) return "middle";
  if (zoom >= 0.4) return "low";
  return zoom >= 0.22 ? "far" : "tiny";
}

/** In steps, so that a zoom restyles the cards a few times and not at every frame. */
export function nameSizeAt(zoom: number): number {
  if (zoom >= 0.9) return 13;
  const step = Math.floor(zoom * 20) / 20;
  return Math.min(27, Math.ceil(11 / Math.max(step, 0.4)));
}

export function LevelOfDetail({ sheet }: { sheet: React.RefObject<HTMLDivElement | null> }) {
  const detail = useStore((state) => detailAt(state.transform[2]));
  const size = useStore((state) => nameSizeAt(state.transform[2]));
  useEffect(() => {
    if (!sheet.current) return;
    sheet.current.dataset.detail = detail;
    sheet.current.style.setProperty("--name-size", `${size}px`);
  }, [sheet, detail, size]);
  return null;
}
