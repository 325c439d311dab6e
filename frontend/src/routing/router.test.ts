import { describe, expect, it } from "vitest";
import { parseRoute } from "./router";

describe("routes", () => {
  it("are read without the base that the product is mounted at", () => {
    expect(parseRoute("/flows/workflows/7/?execution=3", "/flows/")).toMatchObject({ path: "/workflows/7/" });
  });
  it("end with a slash in any case", () => expect(parseRoute("/inbox", "/").path).toBe("/inbox/"));
  it("carry their query", () =>
    expect(parseRoute("/executions/?status=failed", "/").query.get("status")).toBe("failed"));
});
