import { describe, expect, it } from "vitest";
import { detailAt, nameSizeAt } from "./detail";

describe("names on the canvas", () => {
  it("are never below 11 px on the screen while they are shown", () => {
    for (let zoom = 0.05; zoom <= 2; zoom += 0.01) {
      if (detailAt(zoom) === "far" || detailAt(zoom) === "tiny") continue;
      expect(nameSizeAt(zoom) * zoom).toBeGreaterThanOrEqual(10.99);
    }
  });
});
