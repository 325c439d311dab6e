import { describe, expect, it } from "vitest";
import { pressed } from "./keys";

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

describe("keys have names", () => {
  it.each([
    [{ ...plain, key: "k", ctrlKey: true }, false, "mod+k"],
    [{ ...plain, key: "k", metaKey: true }, true, "mod+k"],
    [{ ...plain, key: "Z", ctrlKey: true, shiftKey: true }, false, "mod+shift+z"],
    [{ ...plain, key: "?", shiftKey: true }, false, "?"],
    [{ ...plain, key: "å", code: "KeyA", altKey: true }, true, "alt+a"],
    [{ ...plain, key: "ArrowLeft", shiftKey: true }, false, "shift+arrowleft"],
  ])("%j", (event, mac, name) => {
    expect(pressed(event, mac)).toBe(name);
  });
});
