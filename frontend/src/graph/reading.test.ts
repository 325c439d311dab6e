import { describe, expect, it } from "vitest";
import { dumpDocument, parseDocument } from "./document";
import { faceOf } from "./face";
import { tidy } from "./layout";
import { freeId, freeName, isValidId, slug } from "./names";
import { portsOf } from "./ports";
import { findTypes } from "./search";
import { aGraph, aType, TYPES } from "./testing";

describe("documents", () => {
  it("keeps what it does not know through a round trip", () => {
    const document = {
      format: 1,
      nodes: [{ id: "a", type: "step", colour: "red" }],
      edges: [],
      inputs: {},
      settings: {},
      groups: [{ id: "g" }],
    };

    const dumped = dumpDocument(parseDocument(document).graph);

    expect(dumped.groups).toEqual([{ id: "g" }]);
    expect(dumped.nodes).toMatchObject([{ id: "a", colour: "red" }]);
  });

  it.each([null, 3, "text", [], { nodes: "no" }])("reads %j without failing", (document) => {
    expect(() => parseDocument(document)).not.toThrow();
  });

  it("lets a document of a newer version be looked at only", () => {
    expect(parseDocument({ format: 2, nodes: [] }).refusal).toContain("newer");
  });
});

describe("ports", () => {
  it("are computed from the config by the rule of the type", () => {
    const type = aType("switch", {
      more: {
        computed_ports: true,
        port_rule: JSON.parse(
          '{"each": "cases", "key": "key", "title": "title", "then": [{"key": "default"}]}',
        ),
      },
    });

    const { outputs } = portsOf({ config: { cases: [{ key: "big", title: "Big" }] }, settings: {} }, type);

    expect(outputs.map((port) => port.key)).toEqual(["big", "default"]);
  });

  it("gain an error port when failures are routed", () => {
    const { outputs } = portsOf({ config: {}, settings: { on_error: "route" } }, TYPES.get("step"));

    expect(outputs.map((port) => port.key)).toEqual(["main", "error"]);
  });
});

describe("faces", () => {
  const face = (template: string, config: Parameters<typeof faceOf>[0]["config"]) =>
    faceOf({ name: "Mine", config }, aType("step", { more: { face: template } }));

  it("say what the config holds", () =>
    expect(face("{{ method }} {{ url }}", { method: "GET", url: "x.org" })).toBe("GET x.org"));
  it("name the keys of an object", () =>
    expect(face("{{ fields | keys }}", { fields: { a: 1, b: 2 } })).toBe("a, b"));
  it("count a list", () => expect(face("{{ cases | count }} cases", { cases: [1, 2, 3] })).toBe("3 cases"));
  it("fall back to the title of the type", () => expect(face("{{ url }}", {})).toBe("Step"));
});

describe("ids", () => {
  it("are made of the title", () => expect(slug("Fetch Üser 2!")).toBe("fetch_user_2"));
  it("never begin with a digit", () => expect(isValidId(slug("42"))).toBe(true));
  it("step aside for those that are taken", () =>
    expect(freeId("set", new Set(["set", "set_2"]))).toBe("set_3"));
  it("of people's names too", () => expect(freeName("Set", new Set(["Set"]))).toBe("Set 2"));
});

describe("search", () => {
  const types = [
    aType("http", {
      more: { title: "HTTP request", keywords: ["api", "fetch"], summary: "Calls a web address." },
    }),
    aType("mail", { more: { title: "Send an e-mail", keywords: ["smtp"], summary: "Sends a message." } }),
  ];

  it.each([
    ["its name", "http", "HTTP request"],
    ["a word for it", "fetch", "HTTP request"],
    ["its purpose", "message", "Send an e-mail"],
  ])("finds a type by %s", (_by, query, title) => {
    expect(findTypes(types, query)[0]?.title).toBe(title);
  });
});

describe("tidy up", () => {
  it("lays a chain out from left to right without overlaps", () => {
    const piled = aGraph("start > a > b", "start > c > b");

    const { nodes } = tidy(piled, TYPES);

    const x = (id: string) => nodes.get(id)?.position.x ?? 0;
    expect(x("start")).toBeLessThan(x("a"));
    expect(x("a")).toBeLessThan(x("b"));
    expect(nodes.get("a")?.position.y).not.toBe(nodes.get("c")?.position.y);
  });
});
