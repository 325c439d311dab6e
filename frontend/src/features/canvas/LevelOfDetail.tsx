/** Tells the sheet how far away it is seen: what could not be read is left out, names keep 11 px on the screen. */
import { useStore } from "@xyflow/react";
import { useEffect } from "react";
import { detailAt, nameSizeAt } from "./detail";

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
