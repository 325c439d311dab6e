/** How much of a card is drawn at which zoom. */

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
  return Math.min(28, Math.ceil(11 / Math.max(step, 0.4)));
}
